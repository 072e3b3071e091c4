package io.maas.systemtests.release;

import io.maas.systemtests.Repository;
import io.maas.systemtests.server.Launched;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The release before, built from its tag in a worktree of its own. Built once, and kept.
///
/// @param program the folder with its jars
record PreviousRelease(Path program) {

  /// Names another commit than the newest tag.
  private static final String VARIABLE = "MAAS_PREVIOUS_RELEASE";

  private static final Path ROOT = Repository.root();

  /// Builds it; empty where no release was tagged yet.
  static Optional<PreviousRelease> build() {
    try {
      Optional<String> commit = commit();
      return commit.isEmpty() ? Optional.empty() : Optional.of(build(commit.get()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<String> commit() throws IOException {
    String given = System.getenv(VARIABLE);
    // Of what is committed before: a release does not precede itself.
    String[] asked =
        given == null
            ? new String[] {"git", "describe", "--tags", "--abbrev=0", "HEAD~"}
            : new String[] {"git", "rev-parse", "--verify", given + "^{commit}"};
    Launched git = run("git-previous", ROOT, asked);
    if (git.awaitExit() == 0) {
      return Optional.of(git.said().strip());
    }
    if (given != null) {
      throw new IllegalStateException(VARIABLE + ": " + given + " (expected: a commit)");
    }
    return Optional.empty();
  }

  private static PreviousRelease build(String commit) throws IOException {
    Path tree = ROOT.resolve("target/previous-release/" + commit);
    Path program = tree.resolve("app/target/maas/lib");
    if (!Files.isDirectory(tree)) {
      expect(run("git-worktree", ROOT, "git", "worktree", "prune"));
      expect(run("git-worktree", ROOT, "git", "worktree", "add", "--detach", tree + "", commit));
    }
    if (!Files.isDirectory(program)) {
      expect(run("build-previous", tree, tree.resolve("maas").toString(), "build"));
    }
    return new PreviousRelease(program);
  }

  private static Launched run(String name, Path folder, String... command) throws IOException {
    Path logs = Files.createDirectories(ROOT.resolve("target/previous-release"));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // What Maven tells the program that it tests would keep that one from being built.
    builder.environment().keySet().removeIf(variable -> variable.startsWith("MAAS_"));
    return Launched.start(builder, logs.resolve(name));
  }

  private static void expect(Launched launched) {
    int code = launched.awaitExit();
    if (code != 0) {
      throw new IllegalStateException("exit code " + code + " (expected: 0)\n" + launched.said());
    }
  }
}
