package io.maas.systemtests.tls;

import io.maas.testkit.tls.SelfSigned;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A self-signed certificate for this machine with its key, and how they are put in place.
///
/// @param certificate in PEM
/// @param key in PEM
record Certificate(String certificate, String key) {

  /// Makes one.
  ///
  /// @param name whom it is for, which tells it from others
  static Certificate of(Path folder, String name) throws Exception {
    SelfSigned made = SelfSigned.in(folder, name, "ip:127.0.0.1");
    return new Certificate(Files.readString(made.certificate()), Files.readString(made.key()));
  }

  /// Puts both files in place, each at one stroke.
  void install(Path certificateFile, Path keyFile) throws IOException {
    put(certificateFile, certificate);
    put(keyFile, key);
  }

  static void put(Path file, String text) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, text);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
