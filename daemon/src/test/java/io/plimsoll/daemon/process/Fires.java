package io.plimsoll.daemon.process;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The alerts that a test causes: exactly those that it has {@link AlertWatch} see fire. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@ExtendWith(AlertWatch.Comparison.class)
@interface Fires {
    String[] value();
}
