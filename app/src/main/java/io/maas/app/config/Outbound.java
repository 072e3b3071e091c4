package io.maas.app.config;

import io.maas.http.egress.OutboundProxy;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// How engines and providers are reached.
///
/// @param ca authorities to believe beside the system's, in PEM; null for none
/// @param proxy what stands before the outside; null for nothing
/// @param answerMib how long an answer may be, in MiB
public record Outbound(@Nullable Path ca, @Nullable OutboundProxy proxy, int answerMib) {

  /// Longer than anything that an engine means to say: embeddings of 2048 texts have 80 MiB.
  static final int USUAL_MIB = 256;
}
