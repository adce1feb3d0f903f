package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The figures of one benchmark as one JSON object in a file, where they come from first. */
final class JsonReport {
    /** Writes the fields behind the environment. */
    @FunctionalInterface
    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private JsonReport() {}

    static void write(final Path file, final Environment environment, final Body body) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(Files.newBufferedWriter(file))) {
            json.useDefaultPrettyPrinter().writeStartObject();
            environment.writeTo(json);
            body.writeTo(json);
            json.writeEndObject();
        }
    }
}
