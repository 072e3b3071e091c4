package io.maas.protocol.fuzz;

import java.util.List;
import java.util.Random;

/// Something that reads what others sent.
///
/// @param name of the folder of what once broke it, too
/// @param seeds what is changed at random
/// @param reading ends without an exception, whatever the bytes are
record Parser(String name, List<byte[]> seeds, Reading reading) {

  /// Reads bytes.
  @FunctionalInterface
  interface Reading {
    /// @param random cuts the bytes into pieces; always the same for the same bytes
    void read(byte[] bytes, Random random) throws Exception;
  }

  Parser {
    seeds = List.copyOf(seeds);
    if (seeds.isEmpty()) {
      throw new IllegalArgumentException(name + ": no seeds (expected: recorded bytes)");
    }
  }

  void read(byte[] bytes) throws Exception {
    reading.read(bytes, new Random(java.util.Arrays.hashCode(bytes)));
  }
}
