package io.maas.control.resource;

import io.maas.control.call.Reply;
import io.maas.domain.resource.ResourceKey;
import java.util.List;

/// How what is wrong with resources is answered.
final class Flaws {

  private Flaws() {}

  /// 400, with the first flaw for people and all of them for programs.
  static Reply.Refused refuse(String consequence, List<Draft.Flaw> flaws) {
    String others = flaws.size() == 1 ? "" : ", and " + (flaws.size() - 1) + " more";
    return Reply.badRequest(consequence + ": " + flaws.getFirst() + others)
        .with("violations", flaws);
  }

  /// 409: the document is based on what is no more.
  static Reply.Refused conflict(ResourceKey key) {
    return Reply.conflict(
        key + ": metadata.resourceVersion: not the current one (expected: read it again first)");
  }
}
