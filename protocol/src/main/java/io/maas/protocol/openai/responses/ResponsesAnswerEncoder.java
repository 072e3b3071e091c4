package io.maas.protocol.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.maas.protocol.conversation.AnswerEncoder;
import io.maas.protocol.conversation.Content;
import io.maas.protocol.conversation.Conversation;
import io.maas.protocol.conversation.WholeAnswer;
import io.maas.protocol.json.Json;
import io.maas.protocol.openai.Bodies;

/// Writes responses. What a provider can read alone of a thought, or its signature, is the
/// `encrypted_content` of a `reasoning` item; what may be read is its summary.
public final class ResponsesAnswerEncoder implements AnswerEncoder {

  private final Conversation asked;
  private final Heading heading;

  /// @param asked what the client asked, which the answer repeats
  public ResponsesAnswerEncoder(Conversation asked, Heading heading) {
    this.asked = asked;
    this.heading = heading;
  }

  @Override
  public byte[] whole(WholeAnswer answer) {
    ResponsesItems items = new ResponsesItems(heading.id(), asked.tools());
    ArrayNode output = Json.MAPPER.createArrayNode();
    boolean declined = answer.content().stream().anyMatch(Content.Declined.class::isInstance);
    ResponsesStop stop = ResponsesStop.of(answer.stop(), declined);
    for (Content part : answer.content()) {
      int index = output.size();
      switch (part) {
        case Content.Text text ->
            output.add(items.message(index, ResponsesItems.text(text.text()), "completed"));
        case Content.Declined words ->
            output.add(items.message(index, ResponsesItems.refusal(words.text()), "completed"));
        case Content.Thought thought ->
            output.add(items.thought(index, thought.text(), thought.signature()));
        case Content.SealedThought sealed -> output.add(items.thought(index, null, sealed.data()));
        case Content.ToolCall call ->
            output.add(
                items.call(
                    index,
                    call.id(),
                    call.name(),
                    call.arguments(),
                    call.signature(),
                    "completed"));
        case Content.CachePoint _, Content.Foreign _ -> {}
        case Content.Image _, Content.Document _, Content.ToolResult _ -> {}
      }
    }
    ResponseObject response = new ResponseObject(asked, heading);
    response.model(answer.model());
    return Bodies.bytes(
        response.write(
            stop.status(), stop.reason(), null, output, ResponsesUsage.write(answer.told())));
  }

  @Override
  public StreamEncoder stream() {
    return new ResponsesStreamEncoder(asked, heading);
  }
}
