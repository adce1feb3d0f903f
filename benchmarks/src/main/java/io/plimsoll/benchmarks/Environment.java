package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Where figures come from, without which they mean nothing: the first part of every benchmark's output.
 *
 * @param processor as the kernel names it
 * @param cores that the JVM may use
 * @param memoryMb of the machine
 * @param jdk version of the JVM
 * @param commit of the sources, with a plus sign when they differ from it; "unknown" outside a checkout
 */
record Environment(String processor, int cores, long memoryMb, String jdk, String commit) {
    private static final long KIB_PER_MB = 1024;

    static Environment here() throws IOException {
        return new Environment(
                field("/proc/cpuinfo", "model name"),
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / KIB_PER_MB,
                Runtime.version().toString(),
                head());
    }

    private static String field(final String file, final String name) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("0");
        }
    }

    private static String head() throws IOException {
        final Process git = new ProcessBuilder("git", "describe", "--always", "--dirty=+")
                .directory(Path.of(System.getProperty("plimsoll.home", ".")).toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        final String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
        return answer.isEmpty() ? "unknown" : answer;
    }

    void writeTo(final JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("environment");
        json.writeStringField("processor", processor);
        json.writeNumberField("cores", cores);
        json.writeNumberField("memoryMb", memoryMb);
        json.writeStringField("jdk", jdk);
        json.writeStringField("commit", commit);
        json.writeEndObject();
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT, "%s, %d cores, %,d MB; JDK %s; commit %s", processor, cores, memoryMb, jdk, commit);
    }
}
