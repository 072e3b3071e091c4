// Every SDK as its documentation sets it up: a base URL and a key. Each says hello, and each has a
// tool called; what it makes of the answers is the text at the end.
import Anthropic from '@anthropic-ai/sdk';
import { createAnthropic } from '@ai-sdk/anthropic';
import { createOpenAI } from '@ai-sdk/openai';
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAI } from '@langchain/openai';
import { generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import OpenAI from 'openai';

// It says on our standard output what it thinks of a model's name.
globalThis.AI_SDK_LOG_WARNINGS = false;

const { MAAS_URL: url, MAAS_MODEL: model } = process.env;
const CITY = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const NAME = 'get_weather';
const ABOUT = 'The weather of a city';
const WEATHER = '18 degrees';
const max_tokens = 100;

/** Anthropic's own, call by call. */
async function messages({ key, fetch, tools }) {
  const sdk = new Anthropic({ apiKey: key, baseURL: url, fetch });
  const history = [{ role: 'user', content: 'Hello' }];
  const ask = () =>
    sdk.messages
      .stream({
        model,
        max_tokens,
        messages: history,
        ...(tools && { tools: [{ name: NAME, description: ABOUT, input_schema: CITY }] }),
      })
      .finalMessage();
  let answer = await ask();
  const given = [];
  while (answer.stop_reason === 'tool_use') {
    const calls = answer.content.filter(({ type }) => type === 'tool_use');
    given.push(...calls.map(({ input }) => input));
    history.push({ role: 'assistant', content: answer.content });
    history.push({
      role: 'user',
      content: calls.map(({ id }) => ({ type: 'tool_result', tool_use_id: id, content: WEATHER })),
    });
    answer = await ask();
  }
  return { given, text: answer.content.find(({ type }) => type === 'text').text, usage: answer.usage };
}

/** Anthropic's runner, which keeps threads with the provider until it is told that there are none. */
async function runner({ key, fetch }) {
  const sdk = new Anthropic({ apiKey: key, baseURL: url, fetch });
  const given = [];
  const run = (input) => (given.push(input), WEATHER);
  const tools = [{ type: 'custom', name: NAME, input_schema: CITY, run, parse: (input) => input }];
  const answer = await sdk.beta.messages.toolRunner({
    model,
    max_tokens,
    tools,
    messages: [{ role: 'user', content: 'Hello' }],
  });
  return { given, text: answer.content.find(({ type }) => type === 'text').text };
}

async function openaiChat({ key, fetch, tools }) {
  const sdk = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, fetch });
  const asked = { model, messages: [{ role: 'user', content: 'Hello' }] };
  if (!tools) {
    return { text: (await sdk.chat.completions.create(asked)).choices[0].message.content };
  }
  const given = [];
  const run = sdk.chat.completions.runTools({
    ...asked,
    stream: true,
    tools: [
      {
        type: 'function',
        function: {
          name: NAME,
          parameters: CITY,
          parse: JSON.parse,
          function: (args) => (given.push(args), WEATHER),
        },
      },
    ],
  });
  return { text: await run.finalContent(), given };
}

async function openaiResponses({ key, fetch, tools }) {
  const sdk = new OpenAI({ apiKey: key, baseURL: `${url}/v1`, fetch });
  const input = [{ role: 'user', content: 'Hello' }];
  const offered = [{ type: 'function', name: NAME, parameters: CITY, strict: false }];
  const ask = async () => {
    const stream = sdk.responses.stream({ model, input, ...(tools && { tools: offered }) });
    return stream.finalResponse();
  };
  let answer = await ask();
  const given = [];
  for (;;) {
    const calls = answer.output.filter(({ type }) => type === 'function_call');
    if (!calls.length) return { given, text: answer.output_text, usage: answer.usage };
    for (const call of calls) {
      given.push(JSON.parse(call.arguments));
      input.push(call);
      input.push({ type: 'function_call_output', call_id: call.call_id, output: WEATHER });
    }
    answer = await ask();
  }
}

/** Vercel's AI SDK, whatever its provider speaks. */
const vercel = (provider) => async ({ key, fetch, tools }) => {
  const given = [];
  const execute = async (args) => (given.push(args), WEATHER);
  const errors = [];
  const asked = {
    model: provider({ apiKey: key, fetch }),
    prompt: 'Hello',
    stopWhen: stepCountIs(3),
    onError: ({ error }) => errors.push(error),
    ...(tools && {
      tools: { [NAME]: tool({ description: ABOUT, inputSchema: jsonSchema(CITY), execute }) },
    }),
  };
  if (!tools) return { text: (await generateText(asked)).text, given };
  const stream = streamText(asked);
  return { text: await stream.text, given, errors: errors.map(String) };
};

const vercelChat = vercel(({ apiKey, fetch }) =>
  createOpenAICompatible({ name: 'maas', baseURL: `${url}/v1`, apiKey, fetch, includeUsage: true })(model),
);
const vercelResponses = vercel(({ apiKey, fetch }) =>
  createOpenAI({ baseURL: `${url}/v1`, apiKey, fetch }).responses(model),
);
const vercelMessages = vercel(({ apiKey, fetch }) =>
  createAnthropic({ baseURL: `${url}/v1`, apiKey, fetch })(model),
);

/** LangChain, whatever its model class speaks. */
const langchain = (chat) => async ({ key, fetch, tools }) => {
  const bare = chat({ key, fetch });
  const sdk = tools
    ? bare.bindTools([{ type: 'function', function: { name: NAME, description: ABOUT, parameters: CITY } }])
    : bare;
  const history = [{ role: 'user', content: 'Hello' }];
  const ask = async () => {
    if (!tools) return sdk.invoke(history);
    let whole;
    for await (const piece of await sdk.stream(history)) whole = whole ? whole.concat(piece) : piece;
    return whole;
  };
  let answer = await ask();
  const given = [];
  while (answer.tool_calls?.length) {
    history.push(answer);
    for (const { id, args } of answer.tool_calls) {
      given.push(args);
      history.push({ role: 'tool', tool_call_id: id, content: WEATHER });
    }
    answer = await ask();
  }
  return { text: answer.text, given, usage: answer.usage_metadata };
};

const configuration = (fetch) => ({ baseURL: `${url}/v1`, fetch });
const langchainChat = langchain(
  ({ key, fetch }) => new ChatOpenAI({ model, apiKey: key, configuration: configuration(fetch) }),
);
const langchainResponses = langchain(
  ({ key, fetch }) =>
    new ChatOpenAI({ model, apiKey: key, configuration: configuration(fetch), useResponsesApi: true }),
);
const langchainMessages = langchain(
  ({ key, fetch }) =>
    new ChatAnthropic({
      model,
      apiKey: key,
      anthropicApiUrl: url,
      maxTokens: max_tokens,
      clientOptions: { fetch },
    }),
);

export const clients = {
  'anthropic': messages,
  'anthropic-runner': runner,
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  'vercel-chat': vercelChat,
  'vercel-responses': vercelResponses,
  'vercel-messages': vercelMessages,
  'langchain-chat': langchainChat,
  'langchain-responses': langchainResponses,
  'langchain-messages': langchainMessages,
};
