package io.maas.control.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What a record, or a member of one, cannot say of itself in Java, and the document of the API
/// can.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.RECORD_COMPONENT})
public @interface Shape {

  /// What clients call the record; its own simple name if empty.
  String name() default "";

  /// What it is, for people.
  String says() default "";

  /// Of a text, such as `date-time`.
  String format() default "";

  /// All texts that it may be.
  String[] values() default {};

  /// JSON's types, where Java's is too wide.
  String[] types() default {};
}
