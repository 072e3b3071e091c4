package io.maas.systemtests.client;

import com.fasterxml.jackson.databind.JsonNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.Repository;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// OpenAI's SDK for Node in a folder of its own, driven by `cases.mjs`, whose cases print what the
/// SDK made of our answers.
///
/// @param folder where it is installed
/// @param environment tells the script where to ask and with which keys
record NodeSdk(Path folder, Map<String, String> environment) {

  /// Installs it, unless that was done before.
  static NodeSdk install(SdkAccounts accounts) {
    Path tests = Repository.root().resolve("system-tests");
    Path folder = tests.resolve("target/node/openai-sdk");
    NodePackage.at(tests.resolve("src/test/node/openai-sdk")).installInto(folder);
    return new NodeSdk(folder, accounts.environment());
  }

  /// Runs a case in a process of its own.
  JsonNode run(String name) {
    String said = Tool.in(folder).with(environment).run("node", "cases.mjs", name);
    try {
      return Json.MAPPER.readTree(said);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + said, e);
    }
  }
}
