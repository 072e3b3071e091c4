package io.maas.systemtests.client;

import io.maas.systemtests.client.ScriptedEngine.Call;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A coding agent as people run it without a terminal: a command that npm installs, and how it is
/// told where to ask.
interface Agent {

  /// A command below `node_modules/.bin`.
  String command();

  /// Writes its configuration.
  ///
  /// @param home a folder that nobody used before
  void configure(Path home, Account account) throws IOException;

  /// All that it knows beside where programs are and where its home is.
  Map<String, String> environment(Path home, Account account);

  /// What makes it do one thing and end.
  List<String> arguments(Path home, Account account, String prompt);

  /// The call of a tool of its own that reads a file.
  Call read(Path file);

  /// Where an agent asks, and as whom.
  ///
  /// @param url the root, without a version
  record Account(String url, String key, String model) {}
}
