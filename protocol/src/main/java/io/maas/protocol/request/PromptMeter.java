package io.maas.protocol.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;

/// Measures the parts of a request that become prompt, while they are read.
///
/// What a chat template writes out as it stands (the texts of messages) counts with its bytes. What
/// it may write out anew as JSON (tools, schemas) counts twice its bytes, for the blanks that a
/// template may add.
final class PromptMeter {

  /// Roles that a template writes as part of what it adds to each message.
  private static final Set<String> ROLES =
      Set.of("system", "developer", "user", "assistant", "tool", "function");

  /// Fields that no template sees. Whatever is not among them is counted: a bound must not be too
  /// low.
  private static final Set<String> NOT_PROMPT =
      Set.of(
          "temperature",
          "top_p",
          "top_k",
          "min_p",
          "seed",
          "logprobs",
          "top_logprobs",
          "logit_bias",
          "presence_penalty",
          "frequency_penalty",
          "repetition_penalty",
          "stop",
          "user",
          "metadata",
          "store",
          "service_tier",
          "parallel_tool_calls",
          "encoding_format",
          "dimensions",
          "echo",
          "ignore_eos",
          "prompt_cache_key",
          "safety_identifier",
          "modalities",
          "verbosity",
          "reasoning_effort",
          "stop_token_ids",
          "min_tokens",
          "skip_special_tokens");

  /// Fields of a part that hold something else than text.
  private static final Set<String> MEDIA =
      Set.of(
          "image_url",
          "source",
          "input_audio",
          "audio_url",
          "video_url",
          "file",
          "file_data",
          "file_url",
          "file_id",
          "image_file");

  private long bytes;
  private long tokens;
  private int messages;
  private int images;
  private int files;
  private int prompts = 1;

  PromptSize size() {
    return new PromptSize(bytes, tokens, messages, images, files);
  }

  int prompts() {
    return prompts;
  }

  /// `messages`: an array of objects whose texts become prompt, or one text.
  void messages(JsonParser parser, JsonToken token) throws IOException {
    if (token != JsonToken.START_ARRAY) {
      messages++;
      value(parser);
      return;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      messages++;
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        message(parser);
      } else {
        value(parser);
      }
    }
  }

  /// `prompt` or `input`: a text, token ids, or a list of either.
  void prompts(JsonParser parser, JsonToken token) throws IOException {
    messages++;
    if (token != JsonToken.START_ARRAY) {
      value(parser);
      return;
    }
    int texts = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        texts++;
      }
      value(parser);
    }
    prompts = Math.max(1, texts);
    messages += prompts - 1;
  }

  /// Any other field: counted unless it is known to be none of the prompt.
  void other(String name, JsonParser parser, JsonToken token, int from) throws IOException {
    boolean counts = token.isStructStart() && !NOT_PROMPT.contains(name);
    if (token == JsonToken.START_ARRAY && counts) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        messages++;
        parser.skipChildren();
      }
    } else {
      parser.skipChildren();
    }
    if (counts || (token == JsonToken.VALUE_STRING && !NOT_PROMPT.contains(name))) {
      parser.finishToken();
      bytes += 2 * (parser.currentLocation().getByteOffset() - from);
    }
  }

  private void message(JsonParser parser) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (token == JsonToken.VALUE_STRING) {
        boolean known = name.equals("role") && ROLES.contains(parser.getText());
        if (!known) {
          value(parser);
        }
      } else if (name.equals("content") && token == JsonToken.START_ARRAY) {
        parts(parser);
      } else {
        other(name, parser, token, (int) parser.currentTokenLocation().getByteOffset());
      }
    }
  }

  /// The parts of a message's content. What a part brings besides text (a picture, a file, sound)
  /// counts as such; everything else as text, so that no part is missed.
  private void parts(JsonParser parser) throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (parser.currentToken() == JsonToken.START_OBJECT) {
        part(parser);
      } else {
        value(parser);
      }
    }
  }

  private void part(JsonParser parser) throws IOException {
    boolean image = false;
    boolean media = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      if (MEDIA.contains(name)) {
        media |= media(parser);
      } else if (name.equals("content") && token == JsonToken.START_ARRAY) {
        parts(parser);
      } else if (token.isStructStart() && !name.equals("cache_control")) {
        other(name, parser, token, (int) parser.currentTokenLocation().getByteOffset());
      } else {
        image |=
            token == JsonToken.VALUE_STRING
                && name.equals("type")
                && parser.getText().contains("image");
        value(parser);
      }
    }
    images += media && image ? 1 : 0;
    files += media && !image ? 1 : 0;
  }

  /// Whether it is one: Anthropic's documents may hold their text in the same place.
  private boolean media(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return parser.currentToken() != JsonToken.VALUE_NULL;
    }
    long from = parser.currentTokenLocation().getByteOffset();
    boolean text = false;
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      boolean type = parser.currentName().equals("type");
      if (parser.nextToken() == JsonToken.VALUE_STRING && type) {
        text |= parser.getText().equals("text") || parser.getText().equals("content");
      }
      parser.skipChildren();
    }
    if (text) {
      bytes += 2 * (parser.currentLocation().getByteOffset() - from);
    }
    return !text;
  }

  /// Adds whatever the parser stands on, with all that is in it.
  private void value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == JsonToken.VALUE_STRING) {
      long from = parser.currentTokenLocation().getByteOffset();
      parser.finishToken();
      bytes += parser.currentLocation().getByteOffset() - from - 2;
    } else if (token.isNumeric()) {
      tokens++;
    } else if (token == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        value(parser);
      }
    } else if (token == JsonToken.START_OBJECT) {
      other("", parser, token, (int) parser.currentTokenLocation().getByteOffset());
    }
  }
}
