package io.plimsoll.benchmarks;

import com.fasterxml.jackson.core.JsonGenerator;
import io.plimsoll.daemon.chain.Topology;
import io.plimsoll.daemon.chain.WaitChoice;
import io.plimsoll.journal.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One way to run the pipeline: where the journals are, who does which step and waits how, and what inputs survive first. */
record PipelineSetting(Path folder, WaitChoice waitChoice, Topology topology, Durability durability) {
    /** Every combination of these that can be: a level that syncs needs a sequencing thread. */
    static List<PipelineSetting> all(
            final List<Path> folders,
            final List<WaitChoice> waits,
            final List<Topology> topologies,
            final List<Durability> durabilities) {
        final List<PipelineSetting> settings = new ArrayList<>();
        for (final Path folder : folders) {
            for (final Durability durability : durabilities) {
                for (final Topology topology : topologies) {
                    if (!durability.isSynced() || topology == Topology.SEQUENCER_THREAD) {
                        waits.forEach(
                                choice -> settings.add(new PipelineSetting(folder, choice, topology, durability)));
                    }
                }
            }
        }
        return settings;
    }

    void writeTo(final JsonGenerator json) throws IOException {
        json.writeStringField("fileSystem", fileSystem());
        json.writeStringField("wait", name(waitChoice));
        json.writeStringField("topology", name(topology));
        json.writeStringField("durability", name(durability));
    }

    /** For people. */
    String text() throws IOException {
        return String.join(", ", fileSystem(), name(waitChoice), name(topology), name(durability));
    }

    /** Of the journals. */
    String fileSystem() throws IOException {
        return Files.getFileStore(folder).type();
    }

    private static String name(final Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
