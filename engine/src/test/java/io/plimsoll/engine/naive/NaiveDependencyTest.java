package io.plimsoll.engine.naive;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The oracle must not share the fast engine's code, or it shares its mistakes. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class NaiveDependencyTest {
    private static final String NAIVE = "io.plimsoll.engine.naive";

    private final JavaClasses naive =
            new ClassFileImporter().importPackages(NAIVE).that(not(simpleNameEndingWith("Test")));

    @Test
    void shouldSeeTheDecodedRecordsAndNoOtherProductionCode() {
        classes()
                .that(resideInAPackage(NAIVE))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(NAIVE, "io.plimsoll.protocol..", "org.agrona..", "java..")
                .check(naive);
    }

    @Test
    void shouldKnowNoClockNoChanceAndNoHashOrder() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Hash.*|LinkedHash.*|Random|SplittableRandom)|java\\.time\\..*")
                .check(naive);
    }
}
