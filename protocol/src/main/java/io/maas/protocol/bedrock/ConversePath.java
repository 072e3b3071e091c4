package io.maas.protocol.bedrock;

import io.maas.protocol.aws.PercentEncoding;

/// Where a request for a model goes.
public final class ConversePath {

  private ConversePath() {}

  /// The path as it is sent, and as [io.maas.protocol.aws.SigV4] wants it.
  ///
  /// @param model an id, or the ARN of a profile: its colons and slashes are encoded
  public static String of(String model, boolean stream) {
    return "/model/" + PercentEncoding.of(model) + (stream ? "/converse-stream" : "/converse");
  }
}
