package io.maas.cli.connect;

import static com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.maas.cli.testing.Caller;
import io.maas.cli.testing.FakeControl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What `--write` does to a home.
final class WritingTest {
  private static final String KEY = "sk-oai-1_secret";
  private static final String BACKUP = ".20261121T120000Z.bak";

  @AutoClose private final FakeControl control = new FakeControl();
  @TempDir Path home;

  static Stream<String> clients() {
    return Client.ALL.stream().map(Client::name);
  }

  @BeforeEach
  void offer() {
    control.on("GET /v1/models", 200, ConnectCommandTest.list(ConnectCommandTest.GRANITE));
  }

  @ParameterizedTest
  @MethodSource("clients")
  void writesOnceForItsOwnerAloneWithoutShowingTheKey(String client) throws IOException {
    var seen = caller().call("connect", client, "--write", "--yes");

    assertThat(seen.code()).isZero();
    assertThat(seen.out()).contains(": created").doesNotContain(KEY);
    assertThat(seen.err()).doesNotContain(KEY);
    assertThat(files())
        .isNotEmpty()
        .allSatisfy(file ->
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------"));
    assertThat(String.join("", contents())).containsOnlyOnce(KEY).containsOnlyOnce(control.url());
  }

  @ParameterizedTest
  @MethodSource("clients")
  void changesNothingTheSecondTime(String client) throws IOException {
    caller().call("connect", client, "--write", "--yes");
    List<String> before = contents();

    var seen = caller().call("connect", client, "--write", "--yes");

    assertThat(seen.out()).contains(": unchanged").doesNotContain("created");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void mergesIntoJsonAndKeepsWhatWasThere() throws IOException {
    String old = "{\"theme\": 1.50, \"env\": {\"EDITOR\": \"vi\"}, \"hooks\": [1]}";
    Path file = put(".claude/settings.json", old);

    var seen = caller().call("connect", "claude-code", "--write", "--yes");

    assertThat(seen.out())
        .contains("~/.claude/settings.json: merged; as it was: ~/.claude/settings.json" + BACKUP);
    assertThat(Files.readString(file))
        .contains("\"theme\" : 1.50", "\"EDITOR\" : \"vi\"", "\"hooks\" : [ 1 ]")
        .contains("\"ANTHROPIC_AUTH_TOKEN\" : \"" + KEY + "\"")
        .contains("\"CLAUDE_CODE_MAX_CONTEXT_TOKENS\" : \"128000\"");
    assertThat(file.resolveSibling("settings.json" + BACKUP)).hasContent(old);
  }

  @Test
  void bringsANewerKeyIntoItsOwnBlockAndAddsTheModel() throws IOException {
    Path file = home.resolve(".pi/agent/models.json");
    caller().call("connect", "pi", "--write", "--yes");
    control.on("GET /v1/models", 200, "{\"data\":[{\"id\":\"llama\"}]}");

    var seen = caller().with("MAAS_API_KEY", "sk-newer").call("connect", "pi", "--write", "--yes");

    assertThat(seen.out()).contains(": merged");
    assertThat(Files.readString(file))
        .contains("sk-newer", "\"granite\"", "\"llama\"")
        .doesNotContain(KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"env\":{\"ANTHROPIC_BASE_URL\":\"http://x\"}}", "{ // me\n}", "[]", "{"})
  void leavesWhatCannotBeMergedAndWritesBesideIt(String old) throws IOException {
    Path file = put(".claude/settings.json", old);
    Path beside = file.resolveSibling("settings.maas.json");

    var seen = caller().call("connect", "claude-code", "--write", "--yes");

    assertThat(file).hasContent(old);
    assertThat(beside).content().contains(KEY);
    assertThat(seen.out()).contains("~/.claude/settings.maas.json: beside, as the client's own ");
    assertThat(seen.err()).contains("claude --settings " + beside);
  }

  @Test
  void saysWhichFieldSaysOtherwise() throws IOException {
    put(".claude/settings.json", "{\"env\":{\"ANTHROPIC_MODEL\":\"other\"}}");

    assertThat(caller().call("connect", "claude-code", "--write", "--yes").out())
        .contains("as the client's own has another env.ANTHROPIC_MODEL");
  }

  @Test
  void leavesYamlOfOthersAsItIs() throws IOException {
    Path file = put(".continue/config.yaml", "name: mine\n");

    var seen = caller().call("connect", "continue", "--write", "--yes");

    assertThat(file).hasContent("name: mine");
    assertThat(seen.out())
        .contains("config.maas.yaml: beside, as the client's own is there already");
    assertThat(seen.err()).contains("cn --config " + file.resolveSibling("config.maas.yaml"));
  }

  @Test
  void replacesItsOwnFilesAndKeepsThemUnderFreeNames() throws IOException {
    Path file = home.resolve(".config/maas/curl.env");
    caller().call("connect", "curl", "--write", "--yes");
    caller().with("MAAS_API_KEY", "sk-2").call("connect", "curl", "--write", "--yes");

    var seen = caller().with("MAAS_API_KEY", "sk-3").call("connect", "curl", "--write", "--yes");

    assertThat(seen.out()).contains(": replaced; as it was: ");
    assertThat(seen.err()).contains(". '" + file + "'");
    assertThat(file).content().contains("sk-3");
    assertThat(file.resolveSibling("curl.env" + BACKUP)).content().contains(KEY);
    assertThat(file.resolveSibling("curl.env.20261121T120000Z-1.bak")).content().contains("sk-2");
  }

  @Test
  void writesThroughALink() throws IOException {
    Path real = put("dotfiles/settings.json", "{}");
    Path link = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
    Files.createSymbolicLink(link, real);

    caller().call("connect", "claude-code", "--write", "--yes");

    assertThat(link).isSymbolicLink();
    assertThat(real).content().contains(KEY);
  }

  @Test
  void showsTheKeyWhereAsked() {
    assertThat(caller().call("connect", "pi", "--write", "--yes", "--print").out()).contains(KEY);
    assertThat(caller().call("connect", "pi", "--write", "--yes", "-o", "json").out())
        .contains("\"outcome\" : \"unchanged\"")
        .doesNotContain(KEY);
  }

  @Test
  void tellsProgramsOneDocumentOfWhatIsToldAndWhatIsWritten() throws IOException {
    var seen = caller().call("connect", "pi", "--write", "--yes", "--print", "-o", "json");

    var tree = JsonMapper.builder().enable(FAIL_ON_TRAILING_TOKENS).build().readTree(seen.out());
    assertThat(tree.at("/files/0/content").asText()).contains(KEY);
    assertThat(tree.at("/written/0/outcome").asText()).isEqualTo("created");
  }

  @Test
  void keepsALinkThatLeadsNowhere() throws IOException {
    Path link = Files.createDirectories(home.resolve(".claude")).resolve("settings.json");
    Files.createSymbolicLink(link, home.resolve("gone"));

    var seen = caller().call("connect", "claude-code", "--write", "--yes");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("settings.json: not written");
    assertThat(link).isSymbolicLink();
  }

  @Test
  void saysWhatIsLeftToThePersonWhereTheClientReadsNoOtherFile() throws IOException {
    put(".qwen/settings.json", "{\"env\":{\"OPENAI_MODEL\":\"other\"}}");

    assertThat(caller().call("connect", "qwen-code", "--write", "--yes").err())
        .contains("# once what is in " + home.resolve(".qwen/settings.maas.json"))
        .contains("qwen --auth-type openai");
  }

  @Test
  void writesWhenThePersonSaysYes() throws IOException {
    var seen = caller().atTerminal().piping("y\n").call("connect", "pi", "--write");

    assertThat(seen.err()).contains("Write ~/.pi/agent/models.json? [y/N] ");
    assertThat(seen.code()).isZero();
    assertThat(files()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "n\n", ""})
  void writesAndMakesNothingWhenThePersonDoesNot(String answer) throws IOException {
    var seen = caller().atTerminal().piping(answer).call("connect", "pi", "--write", "--mint");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("nothing written");
    assertThat(files()).isEmpty();
    assertThat(control.asked()).hasSize(1);
  }

  @Test
  void writesNothingWhenThereIsNobodyToAsk() throws IOException {
    var seen = caller().call("connect", "pi", "--write");

    assertThat(seen.code()).isOne();
    assertThat(seen.err()).contains("nobody to ask").contains("--yes");
    assertThat(files()).isEmpty();
  }

  @Test
  void saysThatAFileCannotBeWritten() throws IOException {
    put(".pi", "a file where a folder should be");

    var seen = caller().call("connect", "pi", "--write", "--yes");

    assertThat(seen.code()).isOne();
    assertThat(seen.err())
        .contains("maas: ~/.pi/agent/models.json: not written")
        .doesNotContain(KEY);
  }

  private Caller caller() {
    return Caller.of(control).at(home).with("MAAS_API_KEY", KEY);
  }

  private Path put(String name, String content) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private List<String> contents() throws IOException {
    List<String> contents = new ArrayList<>();
    for (Path file : files()) {
      contents.add(Files.readString(file));
    }
    return contents;
  }
}
