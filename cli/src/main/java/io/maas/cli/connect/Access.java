package io.maas.cli.connect;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client has to be told.
///
/// Address, key and model are of letters that mean nothing in JSON, YAML, TOML, a shell or a
/// programming language, so that every template may hold them as they are.
///
/// @param url the gateway's root, without a slash at the end
/// @param key an API key; no part of [#toString]
/// @param model what to write into a body's `model`
/// @param context how many tokens the model takes, where that is known
/// @param ca certificates to trust; null for those that the client brings
record Access(String url, String key, String model, OptionalLong context, @Nullable Path ca) {
  private static final Pattern URL = Pattern.compile("https?://[A-Za-z0-9._~:/\\[\\]-]+");
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._~+/=-]+");
  private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9._~:/@+-]+");

  Access {
    problem(url, key, model)
        .ifPresent(problem -> {
          throw new IllegalArgumentException(problem);
        });
  }

  /// Why these cannot be written everywhere, if they cannot. A key is not quoted.
  static Optional<String> problem(String url, String key, String model) {
    if (!URL.matcher(url).matches()) {
      return Optional.of("url: " + url + " (expected: letters, digits and . _ ~ : / - [ ])");
    }
    if (!MODEL.matcher(model).matches()) {
      return Optional.of("model: " + model + " (expected: letters, digits and . _ ~ : / @ + -)");
    }
    return KEY.matcher(key).matches()
        ? Optional.empty()
        : Optional.of(
            "key: "
                + key.length()
                + " characters, some of which no key has (expected: letters, digits and . _ ~ + / ="
                + " -)");
  }

  /// What stands in a template's blank; empty where that is not known.
  Optional<String> value(String blank) {
    return switch (blank) {
      case "url" -> Optional.of(url);
      case "key" -> Optional.of(key);
      case "model" -> Optional.of(model);
      case "context" -> context.stream().mapToObj(Long::toString).findFirst();
      case "ca" -> Optional.ofNullable(ca).map(path -> path.toAbsolutePath().toString());
      default -> throw new IllegalStateException("a template asks for ${" + blank + "}");
    };
  }

  @Override
  public String toString() {
    return "Access[" + url + ", " + model + "]";
  }
}
