package io.maas.gateway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/// Gets the space of a segment from the disk.
interface SegmentAllocator {

  /// Makes the empty file so long that no later write into it needs more of the disk; throws if the
  /// disk has no such room.
  void allocate(FileChannel file, int bytes) throws IOException;

  /// Writes zeros. Setting a file's length alone would promise room that a full disk does not have,
  /// and the process that believes it dies of SIGBUS.
  static SegmentAllocator zeros() {
    return (file, bytes) -> {
      ByteBuffer zeros = ByteBuffer.allocateDirect(Math.min(bytes, 1 << 20));
      int done = 0;
      while (done < bytes) {
        zeros.clear().limit(Math.min(zeros.capacity(), bytes - done));
        done += file.write(zeros, done);
      }
      file.force(true);
    };
  }
}
