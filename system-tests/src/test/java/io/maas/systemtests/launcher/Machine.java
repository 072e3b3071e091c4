package io.maas.systemtests.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;

/// A machine as far as the scripts see one: a home, a folder of JVMs, and what comes first on the
/// PATH.
record Machine(Path folder) {

  /// What a JDK that is a script prints before its arguments.
  static final String STARTED = "started";

  Path home() throws IOException {
    return Files.createDirectories(folder.resolve("home"));
  }

  Path jvms() throws IOException {
    return Files.createDirectories(folder.resolve("jvm"));
  }

  /// A JDK of this version, named like Debian's. Its `java` prints [#STARTED] and its arguments.
  Path jdk(Path parent, String name, String version) throws IOException {
    var home = parent.resolve(name);
    command(home.resolve("bin"), "java", "echo " + STARTED + " \"$@\"");
    command(home.resolve("bin"), "javac", "exit 0");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /// A program on this machine's PATH, before those of the machine the tests run on.
  void onPath(String name, String script) throws IOException {
    command(folder.resolve("bin"), name, script);
  }

  Map<String, String> environment(Map<String, String> more) throws IOException {
    var environment = new HashMap<>(more);
    environment.putIfAbsent("JAVA_HOME", "");
    environment.putIfAbsent("MAAS_JAVA_OPTS", "");
    environment.put("MAAS_JVM_FOLDER", jvms().toString());
    environment.put("HOME", home().toString());
    environment.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return environment;
  }

  private static void command(Path folder, String name, String script) throws IOException {
    Files.createDirectories(folder);
    var file = Files.writeString(folder.resolve(name), "#!/usr/bin/env bash\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
