package io.plimsoll.journal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class JournalRulesTest {
    private static final String[] BESIDE_THE_LOGS = {
        "io.plimsoll.journal.text", "io.plimsoll.journal.config", "io.plimsoll.journal.talk"
    };

    private final JavaClasses journal = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.plimsoll.journal");

    @Test
    void shouldNameChronicleInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.journal.chronicle")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .check(journal);
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.journal.chronicle")
                .and()
                .areNotAssignableTo(FrameLogs.class)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.plimsoll.journal.chronicle")
                .check(journal);
    }

    @Test
    void shouldNeedProtocolAgronaAndChronicleOnly() {
        classes()
                .that()
                .resideOutsideOfPackages(BESIDE_THE_LOGS)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "org.agrona..",
                        "net.openhft.chronicle..",
                        "io.plimsoll.protocol",
                        "io.plimsoll.journal..")
                .check(journal);
    }

    @Test
    void shouldShowRecordsAndReadSettingsBesideTheLogs() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BESIDE_THE_LOGS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(BESIDE_THE_LOGS)
                .check(journal);
        classes()
                .that()
                .resideInAnyPackage("io.plimsoll.journal.text", "io.plimsoll.journal.config")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "java..",
                        "javax.crypto..",
                        "org.agrona",
                        "com.fasterxml.jackson.core..",
                        "org.snakeyaml.engine..",
                        "io.plimsoll.protocol..",
                        "io.plimsoll.journal",
                        "io.plimsoll.journal.text",
                        "io.plimsoll.journal.config")
                .check(journal);
    }

    // What a process says of itself: none of the others says anything.
    @Test
    void shouldTalkInOnePackageThatNeedsNothingElse() {
        classes()
                .that()
                .resideInAPackage("io.plimsoll.journal.talk")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.slf4j..", "io.plimsoll.journal.talk")
                .check(journal);
    }

    @Test
    void shouldNotUseWhatIsBrokenOrNeedsWriteAccess() {
        noClasses()
                .should()
                .callMethod(SingleChronicleQueue.class, "createTailer", String.class)
                .orShould()
                .callMethod(ChronicleQueue.class, "createTailer", String.class)
                .because("a named tailer writes its position into the queue")
                .check(journal);
        noClasses()
                .should()
                .callMethod(ExcerptAppender.class, "pretouch")
                .orShould()
                .callMethod(SingleChronicleQueue.class, "createPretoucher")
                .because("it recurses into a StackOverflowError in the open-source edition")
                .check(journal);
        noClasses()
                .should()
                .callMethod(ExcerptAppender.class, "sync")
                .because("it is a no-op under the default SyncMode")
                .check(journal);
    }
}
