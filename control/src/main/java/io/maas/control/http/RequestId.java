package io.maas.control.http;

import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a call goes by in logs and in its answer: the client's own name for it where that is
/// harmless, else one of ours.
final class RequestId {

  static final String HEADER = "X-Request-ID";

  private static final Pattern HARMLESS = Pattern.compile("[A-Za-z0-9._-]{1,128}");

  private RequestId() {}

  static String of(@Nullable String sent) {
    return sent != null && HARMLESS.matcher(sent).matches() ? sent : UUID.randomUUID().toString();
  }
}
