package io.maas.systemtests.client;

import io.maas.systemtests.Repository;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;

/// The agents' packages, whose versions are in a lock file. They weigh more than a gigabyte and are
/// kept in the build's folder; what npm fetched stays in npm's own cache.
final class AgentPackages {

  /// What npm says where it gets no answer. Whatever else it fails of is our mistake.
  private static final Pattern UNREACHABLE =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH");

  private AgentPackages() {}

  /// Installs them, unless that was done before. Where npm cannot be asked the test is skipped.
  static Headless install() {
    Path tests = Repository.root().resolve("system-tests");
    Path folder = tests.resolve("target/node/agents");
    try {
      NodePackage.ofThisPlatform(tests.resolve("src/test/node/agents")).installInto(folder);
    } catch (IllegalStateException e) {
      String said = String.valueOf(e.getMessage());
      Assumptions.assumeFalse(
          UNREACHABLE.matcher(said).find(), () -> "npm's registry is out of reach: " + said);
      throw e;
    }
    return new Headless(folder);
  }
}
