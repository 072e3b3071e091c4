package io.maas.gateway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentFilesTest {

  private static final int SIZE = 16 << 10;

  @TempDir private Path directory;
  private int allocations;

  @Test
  void usesADrainedSegmentAgainWithoutReadingWhatWasInIt() throws Exception {
    SegmentFiles files = files();
    Segment first = files.prepare();
    FrameWriter frame = new FrameWriter().start(EntryType.INTENT, 1, UUID.randomUUID());
    first.append(frame, frame.checksum());
    assertThat(first.read(Segment.HEADER)).isNotNull();
    files.recycle(first);
    Segment second = files.prepare();
    assertThat(allocations).isEqualTo(1);
    assertThat(second.sequence()).isEqualTo(2);
    assertThat(second.read(Segment.HEADER)).isNull();
    second.unmap();
  }

  @Test
  void keepsFewSpareFiles() throws Exception {
    SegmentFiles files = files();
    List<Segment> segments =
        List.of(files.prepare(), files.prepare(), files.prepare(), files.prepare());
    for (Segment segment : segments) {
      files.recycle(segment);
    }
    assertThat(directory.toFile().list()).hasSize(2).allMatch(name -> name.endsWith(".spare"));
  }

  @Test
  void opensWhatIsNeededInItsOrderAndNothingElse() throws Exception {
    SegmentFiles before = files();
    for (int i = 0; i < 12; i++) {
      before.prepare().unmap();
    }
    Files.write(directory.resolve("0000000000000000013.new"), new byte[100]);
    SegmentFiles files = files();
    List<Segment> needed = files.open(9);
    assertThat(needed).extracting(Segment::sequence).containsExactly(9L, 10L, 11L, 12L);
    assertThat(files.prepare().sequence()).isEqualTo(13);
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void setsASegmentAsideWhoseHeaderIsNotWhole() throws Exception {
    Segment segment = files().prepare();
    segment.unmap();
    byte[] bytes = Files.readAllBytes(segment.file());
    bytes[9]++;
    Files.write(segment.file(), bytes);
    assertThat(files().open(0)).isEmpty();
    assertThat(directory.toFile().list()).containsExactly("0000000000000000001.damaged");
  }

  private SegmentFiles files() {
    return new SegmentFiles(directory, SIZE, this::allocate);
  }

  private void allocate(FileChannel file, int bytes) throws IOException {
    allocations++;
    SegmentAllocator.zeros().allocate(file, bytes);
  }
}
