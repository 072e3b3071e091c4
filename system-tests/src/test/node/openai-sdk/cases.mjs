// One case of a conversation with maas through the OpenAI SDK for Node; prints what the SDK made of
// it as one line of JSON. Usage: node cases.mjs CASE
import OpenAI from 'openai';

const { MAAS_BASE_URL: baseURL, MAAS_KEY: key, MAAS_MODEL: model } = process.env;
const QUESTION = 'Why is the sky blue?';
const WEATHER = {
  type: 'function',
  function: {
    name: 'get_weather',
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
};

const client = (apiKey = key, more = {}) => new OpenAI({ apiKey, baseURL, ...more });
const asked = (content, more = {}) => ({ model, messages: [{ role: 'user', content }], ...more });
const chat = (sdk, body) => sdk.chat.completions.create(body);

/** A client whose every request is written down: its caller hears only of the last one. */
function watched(apiKey) {
  const attempts = [];
  const sdk = client(apiKey, {
    fetch: async (url, init) => {
      const at = performance.now();
      const response = await fetch(url, init);
      const retryAfter = response.headers.get('retry-after');
      const count = new Headers(init.headers).get('x-stainless-retry-count');
      attempts.push({ status: response.status, retryAfter, count, at });
      return response;
    },
  });
  return { sdk, attempts };
}

/** What was thrown, as those who catch it see it. */
async function refusal(work) {
  try {
    return { answered: await work() };
  } catch (error) {
    const { status, code, param, message, requestID } = error;
    const retryAfter = error.headers?.get('retry-after');
    return { error: error.constructor.name, status, code, param, message, requestID, retryAfter };
  }
}

async function drain(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

async function untilRefused(sdk) {
  for (let i = 0; i < 50; i++) await chat(sdk, asked('Hello'));
}

const cases = {
  chat: async () => {
    const { data, request_id } = await chat(client(), asked(QUESTION)).withResponse();
    return { data, request_id };
  },
  stream: async () => ({
    whole: await chat(client(), asked(QUESTION)),
    chunks: await drain(await chat(client(), asked(QUESTION, { stream: true }))),
  }),
  'stream-usage': async () => ({
    chunks: await drain(
      await chat(client(), asked(QUESTION, { stream: true, stream_options: { include_usage: true } })),
    ),
  }),
  // The SDK runs the tool itself and sends its result back.
  tools: async () => {
    const given = [];
    const run = client().chat.completions.runTools({
      ...asked('Call get_weather for Paris'),
      tools: [
        {
          type: 'function',
          function: {
            ...WEATHER.function,
            parse: JSON.parse,
            function: (args) => (given.push(args), { celsius: 21 }),
          },
        },
      ],
    });
    return { answer: await run.finalContent(), given, messages: run.messages };
  },
  'stream-tools': async () => {
    const stream = client().chat.completions.stream(
      asked('Call get_weather for Oslo', { tools: [WEATHER] }),
    );
    const answer = await stream.finalChatCompletion();
    return { calls: answer.choices[0].message.tool_calls, finish: answer.choices[0].finish_reason };
  },
  embed: async () =>
    client().embeddings.create({ model, input: ['one text', 'another one'], dimensions: 8 }),
  models: async () => {
    const ids = [];
    for await (const one of client().models.list()) ids.push(one.id);
    const one = await client().models.retrieve(model);
    const same = await client().models.retrieve(one.id);
    return { ids, one, same };
  },
  'unknown-key': () => refusal(() => chat(client('sk-oai-not_a_key'), asked('Hello'))),
  'reserved-model': () =>
    refusal(() => chat(client(), asked('Hello', { model: process.env.MAAS_RESERVED_MODEL }))),
  'unknown-model': () =>
    refusal(() => chat(client(), asked('Hello', { model: 'no-such-model' }))),
  'wrong-field': () => refusal(() => chat(client(), asked('Hello', { max_tokens: -1 }))),
  limit: () => refusal(() => untilRefused(client(process.env.MAAS_SHORT_KEY, { maxRetries: 0 }))),
  retry: async () => {
    const { sdk, attempts } = watched(process.env.MAAS_SHORT_KEY);
    while (attempts.length < 50 && !attempts.some(({ status }) => status === 429)) {
      await chat(sdk, asked('Hello'));
    }
    return { attempts };
  },
  spent: async () => {
    const { sdk, attempts } = watched(process.env.MAAS_SPENT_KEY);
    return { ...(await refusal(() => untilRefused(sdk))), attempts };
  },
  'broken-stream': () =>
    refusal(async () =>
      drain(await chat(client(key, { maxRetries: 0 }), asked('A story', { stream: true }))),
    ),
};

const [, , name] = process.argv;
if (!cases[name]) throw new Error(`${name}: no such case (expected: ${Object.keys(cases)})`);
console.log(JSON.stringify(await cases[name]()));
