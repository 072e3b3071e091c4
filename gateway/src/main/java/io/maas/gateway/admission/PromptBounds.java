package io.maas.gateway.admission;

import io.maas.domain.catalog.TokenRules.Template;
import io.maas.gateway.admission.PromptCount.Certainty;
import io.maas.gateway.admission.PromptCount.Source;
import io.maas.gateway.tokenizer.Tokenizer;
import io.maas.protocol.request.InferenceRequest;
import io.maas.protocol.request.PromptSize;
import io.maas.protocol.request.PromptTexts;
import org.jspecify.annotations.Nullable;

/// The arithmetic of counts: what may be said of a prompt from its size, from its texts, and from
/// an engine's word.
///
/// @param size of the prompt
/// @param template what the chat template adds; null where that is not declared and nothing is
///   bounded
/// @param perByte tokens of a byte, likely
record PromptBounds(PromptSize size, @Nullable Template template, double perByte) {

  /// No tokenizer makes more of a text than its bytes, unless it rewrites it first.
  ///
  /// @param tokenizer whose prompts these are, if it is known
  PromptCount ofBytes(@Nullable Tokenizer tokenizer, Source source) {
    long likely = size.estimate(perByte);
    if (template == null) {
      return new PromptCount(likely, likely, Certainty.ESTIMATE, source);
    }
    long mostPerByte = tokenizer == null ? 1 : tokenizer.mostPerByte();
    long mostPerText = tokenizer == null ? 0 : tokenizer.mostPerText();
    long bound =
        mostPerByte * size.bytes()
            + size.tokens()
            + mostPerText * size.messages()
            + ofTemplate(template);
    return new PromptCount(bound, Math.min(bound, likely), Certainty.UPPER_BOUND, source);
  }

  /// Texts by the tokenizer, everything else by its bytes.
  PromptCount ofTexts(InferenceRequest request, Tokenizer tokenizer) {
    PromptTexts texts = PromptTexts.of(request);
    boolean chat = request.operation().converses();
    long counted = size.tokens();
    for (String text : texts.texts()) {
      counted += tokenizer.count(text, !chat);
    }
    long rest = (long) Math.ceil(texts.restBytes() * perByte);
    long added = template == null || !chat ? 0 : ofTemplate(template);
    if (template == null) {
      long likely = counted + rest + (chat ? size.apartFromTexts() - size.tokens() : 0);
      return new PromptCount(likely, likely, Certainty.ESTIMATE, Source.TOKENIZER);
    }
    boolean whole = texts.restBytes() == 0 && size.images() + size.files() == 0;
    long bound =
        counted + (long) tokenizer.mostPerByte() * texts.restBytes() + ofTemplate(template);
    long likely = Math.min(bound, counted + rest + added);
    Certainty certainty = whole && chat ? Certainty.EXACT : Certainty.UPPER_BOUND;
    return new PromptCount(bound, likely, certainty, Source.TOKENIZER);
  }

  /// An engine counts the template; of images it may only count the place that they take.
  PromptCount ofEngine(long counted) {
    long images = template == null ? 0 : (long) Math.max(0, template.perImage()) * size.images();
    Certainty certainty =
        size.images() == 0
            ? Certainty.EXACT
            : template == null ? Certainty.ESTIMATE : Certainty.UPPER_BOUND;
    return new PromptCount(counted + images, counted, certainty, Source.UPSTREAM);
  }

  private long ofTemplate(Template declared) {
    return declared.perPrompt()
        + (long) declared.perMessage() * size.messages()
        + (long) Math.max(0, declared.perImage()) * size.images();
  }
}
