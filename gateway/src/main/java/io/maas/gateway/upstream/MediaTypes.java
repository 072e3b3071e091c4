package io.maas.gateway.upstream;

import io.maas.protocol.request.Medium;
import io.maas.protocol.request.Operation;
import java.util.Set;

/// What an answer may be that is neither JSON nor a stream of events: sound where something was to
/// be spoken, text where something was heard.
final class MediaTypes {

  private static final Set<String> TRANSCRIPTS =
      Set.of("text/plain", "text/vtt", "text/srt", "application/x-subrip");

  private MediaTypes() {}

  /// @param contentType in small letters, maybe with parameters
  static boolean fit(Operation operation, String contentType) {
    Medium medium = operation.medium().orElse(null);
    String type = contentType.split(";", 2)[0].trim();
    return switch (medium) {
      case HEARD -> TRANSCRIPTS.contains(type);
      case SPOKEN -> type.startsWith("audio/") || type.equals("application/octet-stream");
      case DRAWN -> false;
      case null -> false;
    };
  }
}
