package io.maas.app.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.maas.app.data.DataDirectory.Claim;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DataDirectoryTest {
  @TempDir Path folder;

  @Test
  void makesADirectoryThatOthersMayEnterAndNotRead() throws IOException {
    Path data = folder.resolve("deep/data");

    try (DataDirectory directory = held(DataDirectory.claim(data))) {
      assertThat(directory.path()).isEqualTo(data);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
          .isEqualTo("rwx--x--x");
    }
  }

  @Test
  void saysInOneLineThatItIsInUseAndByWhom() throws IOException {
    try (DataDirectory _ = held(DataDirectory.claim(folder))) {
      assertThat(DataDirectory.claim(folder))
          .isEqualTo(
              new Claim.Refused(
                  "data directory in use: "
                      + folder
                      + " by process "
                      + ProcessHandle.current().pid()
                      + " (expected: one process at a time; stop that one, or choose another with"
                      + " --data)"));
    }
  }

  @Test
  void canBeHadAgainWhenItsHolderIsGone() throws IOException {
    held(DataDirectory.claim(folder)).close();

    held(DataDirectory.claim(folder)).close();
  }

  @Test
  void refusesWhatIsNoDirectory() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    assertThat(DataDirectory.claim(file))
        .isEqualTo(
            new Claim.Refused(
                "data: " + file + ": not a directory (expected: a directory to write in)"));
  }

  private static DataDirectory held(Claim claim) {
    return switch (claim) {
      case Claim.Held(var directory) -> directory;
      case Claim.Refused(var problem) -> throw new AssertionError(problem);
    };
  }
}
