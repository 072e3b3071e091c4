package io.maas.protocol.gemini;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// Where a request for a model goes, below what an endpoint says: for Vertex
/// `/v1/projects/<project>/locations/<location>/publishers/google`, for the Gemini API `/v1beta`.
public final class GeminiPath {

  private GeminiPath() {}

  /// The rest of the path, with the query that asks for server-sent events.
  public static String of(String model, boolean stream) {
    String name = model.substring(model.lastIndexOf('/') + 1);
    String encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    return "/models/" + encoded + (stream ? ":streamGenerateContent?alt=sse" : ":generateContent");
  }
}
