package io.maas.gateway.tokenizer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small `tokenizer.json` files of our own, in the form that byte-level models have: 256 bytes, a
/// few merges, two special tokens.
public final class TokenizerFiles {

  private TokenizerFiles() {}

  /// Lays one, and returns its name below the directory.
  ///
  /// @param normalizer JSON, or `null`
  public static String lay(Path directory, String folder, String normalizer) {
    write(directory.resolve(folder).resolve("tokenizer.json"), json(normalizer));
    return folder + "/tokenizer.json";
  }

  public static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Cuts texts to three tokens where it is let, as files from a training do.
  public static String json(String normalizer) {
    List<String> vocabulary = new ArrayList<>();
    for (int b = 0; b < 256; b++) {
      vocabulary.add(shown(b));
    }
    List<String> merges = List.of("h e", "l l", "he ll", "hell o", "Ġ w", "o r");
    for (String merge : merges) {
      vocabulary.add(merge.replace(" ", ""));
    }
    StringBuilder entries = new StringBuilder();
    for (int i = 0; i < vocabulary.size(); i++) {
      String entry = vocabulary.get(i).replace("\\", "\\\\").replace("\"", "\\\"");
      entries.append(i == 0 ? "" : ",").append('"').append(entry).append("\":").append(i);
    }
    int special = vocabulary.size();
    return """
    {"version":"1.0",
     "truncation":{"direction":"Right","max_length":3,"strategy":"LongestFirst","stride":0},
     "padding":null,
     "added_tokens":[
       {"id":%d,"content":"<s>","single_word":false,"lstrip":false,"rstrip":false,
        "normalized":false,"special":true},
       {"id":%d,"content":"<|end|>","single_word":false,"lstrip":false,"rstrip":false,
        "normalized":false,"special":true}],
     "normalizer":%s,
     "pre_tokenizer":{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true,
       "use_regex":true},
     "post_processor":{"type":"TemplateProcessing",
       "single":[{"SpecialToken":{"id":"<s>","type_id":0}},{"Sequence":{"id":"A","type_id":0}}],
       "pair":[{"Sequence":{"id":"A","type_id":0}},{"Sequence":{"id":"B","type_id":1}}],
       "special_tokens":{"<s>":{"id":"<s>","ids":[%d],"tokens":["<s>"]}}},
     "decoder":null,
     "model":{"type":"BPE","dropout":null,"unk_token":null,"byte_fallback":false,
       "vocab":{%s},"merges":["%s"]}}
    """
        .formatted(
            special, special + 1, normalizer, special, entries, String.join("\",\"", merges));
  }

  /// The character that stands for a byte in such vocabularies: itself if it can be seen.
  private static String shown(int b) {
    int invisible = 0;
    for (int i = 0; i <= b; i++) {
      boolean seen = (i >= '!' && i <= '~') || (i >= 0xa1 && i <= 0xac) || i >= 0xae;
      if (i == b) {
        return String.valueOf((char) (seen ? b : 256 + invisible));
      }
      invisible += seen ? 0 : 1;
    }
    throw new IllegalStateException("no byte: " + b);
  }
}
