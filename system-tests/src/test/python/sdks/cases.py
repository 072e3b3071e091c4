"""Each case does one thing with every SDK and prints, as JSON, what that SDK made of the answers."""

import json
import os
import sys

from anthropic import Anthropic
from langchain_core.messages import HumanMessage, ToolMessage
from langchain_core.tools import tool
from langchain_openai import ChatOpenAI
from openai import OpenAI

URL, KEY, MODEL = (os.environ[name] for name in ("MAAS_URL", "MAAS_KEY", "MAAS_MODEL"))
QUESTION = "What is the weather in Paris?"
RESULT = "18 degrees"
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}

openai = OpenAI(api_key=KEY, base_url=URL + "/v1")
anthropic = Anthropic(api_key=KEY, base_url=URL)


def openai_chat(case):
    ask = {"model": MODEL, "messages": [{"role": "user", "content": QUESTION}]}
    if case == "hello":
        answer = openai.chat.completions.create(**ask)
        return {"text": answer.choices[0].message.content, "output": answer.usage.completion_tokens}
    if case == "stream":
        text, output = "", 0
        stream = openai.chat.completions.create(
            **ask, stream=True, stream_options={"include_usage": True}
        )
        for chunk in stream:
            text += "".join(choice.delta.content or "" for choice in chunk.choices)
            output = chunk.usage.completion_tokens if chunk.usage else output
        return {"text": text, "output": output}
    ask["tools"] = [{"type": "function", "function": {"name": "get_weather", "parameters": SCHEMA}}]
    message = openai.chat.completions.create(**ask).choices[0].message
    call = message.tool_calls[0]
    ask["messages"] += [message, {"role": "tool", "tool_call_id": call.id, "content": RESULT}]
    answer = openai.chat.completions.create(**ask)
    return {
        "given": json.loads(call.function.arguments),
        "text": answer.choices[0].message.content,
    }


def openai_responses(case):
    ask = {"model": MODEL, "input": [{"role": "user", "content": QUESTION}]}
    if case == "hello":
        answer = openai.responses.create(**ask)
        return {"text": answer.output_text, "output": answer.usage.output_tokens}
    if case == "stream":
        with openai.responses.stream(**ask) as stream:
            text = "".join(e.delta for e in stream if e.type == "response.output_text.delta")
            answer = stream.get_final_response()
        return {"text": text, "output": answer.usage.output_tokens}
    ask["tools"] = [{"type": "function", "name": "get_weather", "parameters": SCHEMA, "strict": False}]
    answer = openai.responses.create(**ask)
    call = next(item for item in answer.output if item.type == "function_call")
    ask["input"] += answer.output
    ask["input"].append({"type": "function_call_output", "call_id": call.call_id, "output": RESULT})
    return {"given": json.loads(call.arguments), "text": openai.responses.create(**ask).output_text}


def anthropic_messages(case):
    ask = {"model": MODEL, "max_tokens": 100, "messages": [{"role": "user", "content": QUESTION}]}
    if case == "hello":
        answer = anthropic.messages.create(**ask)
        return {"text": answer.content[0].text, "output": answer.usage.output_tokens}
    if case == "stream":
        with anthropic.messages.stream(**ask) as stream:
            text = "".join(stream.text_stream)
            answer = stream.get_final_message()
        return {"text": text, "output": answer.usage.output_tokens}
    ask["tools"] = [{"name": "get_weather", "input_schema": SCHEMA}]
    answer = anthropic.messages.create(**ask)
    call = next(block for block in answer.content if block.type == "tool_use")
    result = {"type": "tool_result", "tool_use_id": call.id, "content": RESULT}
    ask["messages"] += [
        {"role": "assistant", "content": answer.content},
        {"role": "user", "content": [result]},
    ]
    return {"given": call.input, "text": anthropic.messages.create(**ask).content[0].text}


@tool
def get_weather(city: str) -> str:
    """Tells the weather of a city."""
    return RESULT


def langchain(case):
    model = ChatOpenAI(model=MODEL, api_key=KEY, base_url=URL + "/v1")
    if case == "hello":
        answer = model.invoke(QUESTION)
        return {"text": answer.content, "output": answer.usage_metadata["output_tokens"]}
    if case == "stream":
        whole = None
        for chunk in model.stream(QUESTION, stream_usage=True):
            whole = chunk if whole is None else whole + chunk
        return {"text": whole.content, "output": whole.usage_metadata["output_tokens"]}
    bound = model.bind_tools([get_weather])
    messages = [HumanMessage(QUESTION), bound.invoke(QUESTION)]
    call = messages[1].tool_calls[0]
    messages.append(ToolMessage(get_weather.invoke(call["args"]), tool_call_id=call["id"]))
    return {"given": call["args"], "text": bound.invoke(messages).content}


def told(sdk):
    try:
        return sdk(sys.argv[1])
    except Exception as error:  # what an SDK cannot make anything of is a result, too
        return {"error": f"{type(error).__name__}: {error}"}


SDKS = [openai_chat, openai_responses, anthropic_messages, langchain]
print(json.dumps({sdk.__name__: told(sdk) for sdk in SDKS}))
