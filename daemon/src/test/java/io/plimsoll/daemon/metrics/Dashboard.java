package io.plimsoll.daemon.metrics;

import io.plimsoll.daemon.Project;
import io.plimsoll.journal.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A file of {@code config/grafana}. */
record Dashboard(Path file, Map<String, Object> content) {
    static List<Dashboard> all() throws IOException {
        final List<Path> files;
        try (Stream<Path> found = Files.list(Project.root().resolve("config/grafana"))) {
            files = found.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
        final List<Dashboard> all = new ArrayList<>();
        for (final Path file : files) {
            all.add(new Dashboard(file, Json.object(Files.readString(file))));
        }
        return all;
    }

    /** Its panels, without the rows that they stand in. */
    List<Map<?, ?>> panels() {
        final List<Map<?, ?>> panels = new ArrayList<>();
        for (final Object one : (List<?>) content.get("panels")) {
            if (!"row".equals(((Map<?, ?>) one).get("type"))) {
                panels.add((Map<?, ?>) one);
            }
        }
        return panels;
    }

    /** What its panels ask for. */
    List<String> expressions() {
        return panels().stream()
                .flatMap(panel -> ((List<?>) panel.get("targets")).stream())
                .map(target -> ((Map<?, ?>) target).get("expr").toString())
                .toList();
    }
}
