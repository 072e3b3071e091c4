/// Google's generateContent and streamGenerateContent, as Vertex AI and the Gemini API speak it, as
/// an upstream.
///
/// Results of tools name the function and not the call only; a call carries a signature that has to
/// come back with it; thoughts are not counted as output there; and a stream has no terminal event.
@NullMarked
package io.maas.protocol.gemini;

import org.jspecify.annotations.NullMarked;
