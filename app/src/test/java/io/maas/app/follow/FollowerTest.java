package io.maas.app.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowerTest {
  private final FakeControl control = new FakeControl();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1000);
  @TempDir Path folder;
  private Path resources = Path.of("");
  private Follower follower = follower(Path.of("/nowhere"));

  @BeforeEach
  void start() throws IOException {
    resources = Files.createDirectory(folder.resolve("resources"));
    follower = follower(resources);
  }

  @Test
  void appliesWhatIsThereAndThenOnlyWhatChanged() throws IOException {
    write("a.yaml", "one");
    write("b.yml", "two");
    write(".hidden.yaml", "wrong");
    write("notes.txt", "wrong");

    settle();
    write("b.yml", "two\nthree");
    settle();

    assertThat(control.applied()).containsExactly("one", "two", "two\nthree");
    assertThat(control.names()).containsExactly("one", "three", "two");
  }

  @Test
  void deletesWhatNoFileDeclaresAnyMore() throws IOException {
    write("a.yaml", "one\ntwo");
    write("b.yaml", "three");
    settle();

    write("a.yaml", "one");
    Files.delete(resources.resolve("b.yaml"));
    settle();

    assertThat(control.names()).containsExactly("one");
  }

  @Test
  void deletesWhatLeftTheFilesWhileNobodyFollowed() throws IOException {
    write("a.yaml", "one");
    write("b.yaml", "two");
    settle();
    Files.delete(resources.resolve("b.yaml"));

    follower = follower(resources);
    settle();

    assertThat(control.names()).containsExactly("one");
  }

  @Test
  void leavesAloneWhatOthersMade() throws IOException {
    control.madeByOthers("theirs");
    control.madeByOthers("declared-too");
    write("a.yaml", "one\ndeclared-too");
    settle();

    write("a.yaml", "one");
    settle();

    assertThat(control.names()).containsExactly("declared-too", "one", "theirs");
  }

  @Test
  void leavesAloneWhatCameFromASourceThatItDoesNotFollow() throws IOException {
    Path other = Files.createDirectory(folder.resolve("other"));
    Files.writeString(other.resolve("o.yaml"), "elsewhere");
    follower = follower(other);
    settle();

    follower = follower(resources);
    write("a.yaml", "one");
    settle();

    assertThat(control.names()).containsExactly("elsewhere", "one");
  }

  @Test
  void waitsBeforeItDeletesUntilNothingChangesAnyMore() throws IOException {
    write("a.yaml", "one\ntwo");
    settle();

    write("a.yaml", "one"); // half of what is being written, and whole YAML all the same
    boolean halfway = follower.look();
    nanos.addAndGet(Follower.SETTLED.toNanos() - 1);
    follower.look();
    write("a.yaml", "one\ntwo\n");
    settle();

    assertThat(halfway).isFalse();
    assertThat(control.names()).containsExactly("one", "two");
  }

  @Test
  void keepsWhatABrokenFileSaidAndDeletesNothingUntilItIsMended() throws IOException {
    write("a.yaml", "one");
    write("b.yaml", "two");
    settle();

    write("a.yaml", "one\nwrong");
    Files.delete(resources.resolve("b.yaml"));
    settle();
    List<String> whileBroken = control.names();
    write("a.yaml", "one\nthree");
    settle();

    assertThat(whileBroken).containsExactly("one", "two");
    assertThat(control.names()).containsExactly("one", "three");
  }

  @Test
  void appliesInAnyOrderWhatNeedsOneAnother() throws IOException {
    write("a.yaml", "needs-two");
    write("b.yaml", "two\nneeds-three");
    write("c.yaml", "three");

    settle();

    assertThat(control.names()).containsExactly("needs-three", "needs-two", "three", "two");
  }

  @Test
  void appliesOtherFilesWhileOneIsBroken() throws IOException {
    write("a.yaml", "wrong");
    write("b.yaml", "two");

    settle();

    assertThat(control.names()).containsExactly("two");
  }

  @Test
  void deletesNothingForAFileThatIsEmptyOrNoTextOrLeadsNowhere() throws IOException {
    for (String name : List.of("empty", "bytes", "link")) {
      write(name + ".yaml", name);
    }
    settle();

    write("empty.yaml", "");
    Files.write(resources.resolve("bytes.yaml"), "\u00e9".getBytes(StandardCharsets.ISO_8859_1));
    Files.delete(resources.resolve("link.yaml"));
    Files.createSymbolicLink(resources.resolve("link.yaml"), folder.resolve("nowhere"));
    settle();

    assertThat(control.names()).containsExactly("bytes", "empty", "link");
  }

  @Test
  void deletesNothingWhenTheFolderItselfIsGone() throws IOException {
    write("a.yaml", "one");
    settle();

    Files.move(resources, folder.resolve("away"));
    settle();

    assertThat(control.names()).containsExactly("one");
  }

  @Test
  void followsAFileThatIsNamedAlone() throws IOException {
    Path file = write("a.yaml", "one\ntwo");
    write("b.yaml", "three");
    follower = follower(file);
    settle();

    Path saved = write("a.yaml~", "one");
    Files.move(saved, file, StandardCopyOption.REPLACE_EXISTING);
    settle();
    List<String> saving = control.names();
    Files.delete(file);
    settle();

    assertThat(saving).containsExactly("one");
    assertThat(control.names()).isEmpty();
  }

  @Test
  void keepsWhatMovesFromOneFileToAnother() throws IOException {
    write("a.yaml", "one\ntwo");
    settle();

    write("a.yaml", "one");
    write("b.yaml", "two");
    settle();

    assertThat(control.names()).containsExactly("one", "two");
  }

  @Test
  void triesAgainWhatControlCouldNotDo() throws IOException {
    write("a.yaml", "one");
    settle();
    Files.delete(resources.resolve("a.yaml"));
    write("b.yaml", "two");

    control.goAway(true);
    settle();
    List<String> away = control.names();
    control.goAway(false);
    settle();

    assertThat(away).containsExactly("one");
    assertThat(control.names()).containsExactly("two");
  }

  private Follower follower(Path root) {
    return new Follower(List.of(Source.of(root)), control, nanos::get);
  }

  /// Looks, lets time pass, and looks again.
  private void settle() {
    follower.look();
    nanos.addAndGet(Follower.SETTLED.toNanos());
    follower.look();
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(resources.resolve(name), text);
  }
}
