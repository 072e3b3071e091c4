// What SDKs make of maas, as one line of JSON with a field for each. Usage: node cases.mjs hello|tool|refused
// `refused` first asks with MAAS_KEY until it is refused, then lets a client ask, and says how often that does.
import { clients } from './clients.mjs';

const { MAAS_URL: url, MAAS_KEY: key, MAAS_MODEL: model } = process.env;

/** Spends what the key may. */
async function untilRefused() {
  const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'Hello' }] });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  for (let i = 0; i < 50; i++) {
    const response = await fetch(`${url}/v1/chat/completions`, { method: 'POST', headers, body });
    await response.text();
    if (response.status >= 400) return;
  }
  throw new Error('50 requests were answered (expected: one refused)');
}

async function refused(client) {
  for (;;) {
    await untilRefused();
    const answer = await watched(client);
    // A slow machine may come when a short limit has passed.
    if (answer.statuses.some((status) => status > 400)) return answer;
  }
}

async function watched(client) {
  const statuses = [];
  const watching = async (...asked) => {
    const response = await fetch(...asked);
    statuses.push(response.status);
    return response;
  };
  try {
    return { ...(await client({ key, fetch: watching })), statuses };
  } catch (error) {
    return { ...described(error), statuses };
  }
}

const described = (error) => ({ error: error.constructor.name, message: String(error.message) });
const cases = {
  hello: (client) => client({ key }),
  tool: (client) => client({ key, tools: true }),
  refused,
};

const [, , name] = process.argv;
if (!cases[name]) throw new Error(`${name}: no such case (expected: ${Object.keys(cases)})`);
const all = {};
for (const [who, client] of Object.entries(clients)) {
  all[who] = await cases[name](client).catch(described);
}
console.log(JSON.stringify(all));
