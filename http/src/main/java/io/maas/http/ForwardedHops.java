package io.maas.http;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The hops that proxies write down, each as the text of an address without its port; as any other
/// text where a proxy hides it.
final class ForwardedHops {

  private static final String FOR = "for=";

  private ForwardedHops() {}

  /// Those of `X-Forwarded-For`: `client, proxy, proxy`.
  static List<String> listed(List<String> headers) {
    return headers.stream()
        .flatMap(header -> Stream.of(header.split(",", -1)))
        .map(hop -> withoutPort(hop.strip()))
        .toList();
  }

  /// Those of `Forwarded`, as [RFC 7239](https://www.rfc-editor.org/rfc/rfc7239) has it:
  /// `for=client;proto=https, for="[2001:db8::1]:80"`.
  static List<String> described(List<String> headers) {
    return headers.stream()
        .flatMap(header -> parts(header, ',').stream())
        .map(ForwardedHops::speaker)
        .toList();
  }

  private static String speaker(String element) {
    for (String pair : parts(element, ';')) {
      if (pair.regionMatches(true, 0, FOR, 0, FOR.length())) {
        String value = pair.substring(FOR.length());
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return withoutPort(quoted ? value.substring(1, value.length() - 1) : value);
      }
    }
    return "";
  }

  /// Cuts at a separator that is in no quotes.
  private static List<String> parts(String text, char separator) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    parts.add(text.substring(from).strip());
    return parts;
  }

  private static String withoutPort(String hop) {
    if (hop.startsWith("[")) {
      int end = hop.indexOf(']');
      return end < 0 ? hop : hop.substring(1, end);
    }
    int colon = hop.indexOf(':');
    return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
  }
}
