package io.maas.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.maas.protocol.json.Json;
import io.maas.systemtests.server.Administrator;
import io.maas.systemtests.server.Answer;
import io.maas.systemtests.server.Caller;
import io.maas.systemtests.server.Chat;
import io.maas.systemtests.server.OneSite;
import io.maas.systemtests.server.Program;
import io.maas.systemtests.server.Site;
import io.maas.testkit.outage.Eventually;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The seed's own lines with nothing but the host changed.
@ExtendWith(OneSite.class)
class TenRequestsStoryTest {

  private static final String MODEL = "ibm-granite/granite-3.1-2b-instruct";
  private static final String PATH = "/llm/ibm-granite-2b-gpu/v1/chat/completions";
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void passesFiveOfElevenAndTwentyMoreInAHigherTier(Site site) {
    // given somebody whom nobody put into a group
    Administrator administrator = site.administrator();
    Caller identity = administrator.user("story-teller");
    Caller free = pass(identity);

    // when that person chats once and then ten times at once
    Answer chat = free.post(PATH, Chat.of(MODEL, "Hello! What is your name?", 50));
    List<Answer> rapid = send(free, "Hello", 100, 10);

    // then five of eleven pass, as many as the free tier allows
    assertThat(free.get(Administrator.API + "/models").expect(200).json().path("data"))
        .isNotEmpty();
    assertThat(chat.status()).as(chat.body()).isEqualTo(200);
    assertThat(chat.json().at("/choices/0/message/content").asText()).isNotEmpty();
    assertThat(statuses(rapid)).isEqualTo(sequence(4, 10));
    rapid.stream().skip(4).forEach(TenRequestsStoryTest::assertSaysWhenToComeBack);

    // and when that person is put into a group of the premium tier
    administrator.group("premium-group");
    administrator.join("premium-group", "story-teller");
    Caller premium = passOf("tier-premium", identity);

    // then twenty more pass
    assertThat(statuses(send(premium, "Hi", 5, 25))).isEqualTo(sequence(20, 25));
  }

  @Test
  void isPlayedByTheProgramItself(Site site) throws IOException {
    Program.Ended demo =
        Program.run(site.folder(), List.of("demo", "--data", site.maas().data().toString()));

    demo.said().lines().filter(line -> line.startsWith("   tier-")).forEach(System.out::println);
    assertThat(demo.said()).contains("Everything was as told.");
    assertThat(demo.code()).isZero();
  }

  private static void assertSaysWhenToComeBack(Answer refused) {
    assertThat(Long.parseLong(refused.header("retry-after"))).isBetween(1L, 120L);
    assertThat(refused.json().at("/error/code").asText()).isEqualTo("rate_limit_exceeded");
  }

  private static List<Answer> send(Caller caller, String text, int maxTokens, int times) {
    List<Answer> answers = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      answers.add(caller.post(PATH, Chat.of(MODEL, text, maxTokens)));
    }
    return answers;
  }

  private static List<Integer> statuses(List<Answer> answers) {
    return answers.stream().map(Answer::status).toList();
  }

  private static List<Integer> sequence(int pass, int all) {
    return Stream.concat(
            Collections.nCopies(pass, 200).stream(), Collections.nCopies(all - pass, 429).stream())
        .toList();
  }

  private static Caller passOf(String subscription, Caller identity) {
    Caller[] pass = {identity};
    Eventually.holds(
        "a token is bound to " + subscription,
        PATIENCE,
        () -> {
          pass[0] = pass(identity);
          JsonNode self = pass[0].get(Administrator.API + "/whoami").expect(200).json();
          return self.at("/key/subscription").asText().endsWith(subscription);
        });
    return pass[0];
  }

  private static Caller pass(Caller identity) {
    ObjectNode wish = Json.MAPPER.createObjectNode().put("expiration", "10m");
    JsonNode token = identity.post(Administrator.API + "/tokens", wish).expect(200, 201).json();
    return identity.as(token.path("token").asText());
  }
}
