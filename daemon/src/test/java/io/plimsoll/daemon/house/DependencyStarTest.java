package io.plimsoll.daemon.house;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

/** protocol &lt;- {engine, feed, journal} &lt;- daemon, {protocol, journal} &lt;- gateway; and what the engine must never see. Over the classes that ship. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DependencyStarTest {
    private static final String PROTOCOL = "io.plimsoll.protocol..";
    private static final String ENGINE = "io.plimsoll.engine..";
    private static final String FEED = "io.plimsoll.feed..";
    private static final String JOURNAL = "io.plimsoll.journal..";
    private static final String DAEMON = "io.plimsoll.daemon..";
    private static final String GATEWAY = "io.plimsoll.gateway..";
    private static final String TALK = "io.plimsoll.journal.talk..";

    /** Where the index computes in doubles. */
    private static final Set<String> ESTIMATES =
            Set.of("Estimator", "BucketEstimator", "CollateralEstimator", "UnitEstimate", "SlackSplit", "Approximate");
    /** Who asks them whether anything may have changed. */
    private static final Set<String> USERS_OF_ESTIMATES = Set.of("OpenOrderTriggers", "Recheck", "TriggerRevaluation");

    private static final Set<String> FLOATING = Set.of("double", "float", "java.lang.Double", "java.lang.Float");

    private final JavaClasses all =
            new ClassFileImporter().withImportOption(DependencyStarTest::ships).importPackages("io.plimsoll");

    private static boolean ships(final Location location) {
        return !location.contains("test-classes") && !location.contains("-tests.jar");
    }

    @Test
    void shouldSeeEveryModule() {
        for (final String module : new String[] {"protocol", "engine", "feed", "journal", "daemon", "gateway"}) {
            assertTrue(
                    all.stream().anyMatch(type -> type.getPackageName().startsWith("io.plimsoll." + module)), module);
        }
        assertTrue(all.stream().noneMatch(type -> type.getSimpleName().endsWith("Test")), "tests do not ship");
    }

    @Test
    void shouldBeAStar() {
        classes()
                .that()
                .resideInAPackage(PROTOCOL)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.agrona..", PROTOCOL)
                .check(all);
        classes()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "org.agrona..", PROTOCOL, ENGINE)
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(FEED)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, JOURNAL, DAEMON, GATEWAY)
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(JOURNAL)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, FEED, DAEMON, GATEWAY)
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(GATEWAY)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ENGINE, FEED, DAEMON)
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(DAEMON)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(GATEWAY)
                .check(all);
    }

    @Test
    void shouldNameChronicleInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.journal.chronicle")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("net.openhft..")
                .check(all);
    }

    @Test
    void shouldNameAeronInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.daemon.aeron")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.aeron..")
                .check(all);
    }

    @Test
    void shouldNamePrometheusInOnePackageOfAProcessOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.plimsoll.daemon.metrics", "io.plimsoll.gateway.http")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.prometheus..")
                .check(all);
    }

    @Test
    void shouldKeepTheHttpServerInTheGateway() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GATEWAY)
                .or()
                .resideInAnyPackage("io.plimsoll.gateway.feed..", "io.plimsoll.gateway.claims..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.jetty..")
                .check(all);
    }

    @Test
    void shouldKeepTheRingOutOfEverythingButTheChain() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.plimsoll.daemon.chain")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.lmax..")
                .check(all);
    }

    @Test
    void shouldKeepTimeChanceAndThreadsOutOfTheEngine() {
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "identityHashCode", Object.class)
                .orShould()
                .callMethod(Math.class, "random")
                .check(all);
        noClasses()
                .that()
                .resideInAPackage(ENGINE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.time..", "java.util.concurrent..", "java.util.logging..", "java.io..", "java.nio.file..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching("java\\.util\\.(Random|SplittableRandom|Date|Calendar|Timer|HashMap|HashSet|Locale)")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Thread.class)
                .check(all);
    }

    @Test
    void shouldKeepFloatingPointOutOfTheEngineButForEstimates() {
        final DescribedPredicate<JavaClass> exact = inTheEngineBut(ESTIMATES).and(not(simpleNames(USERS_OF_ESTIMATES)));
        noFields()
                .that()
                .areDeclaredInClassesThat(inTheEngineBut(ESTIMATES))
                .should()
                .haveRawType(named())
                .check(all);
        noMethods()
                .that()
                .areDeclaredInClassesThat(exact)
                .should()
                .haveRawReturnType(named())
                .orShould(com.tngtech.archunit.lang.ArchCondition.from(DescribedPredicate.<JavaMethod>describe(
                        "take a floating-point number",
                        method -> method.getRawParameterTypes().stream().anyMatch(named()))))
                .check(all);
        noClasses()
                .that(exact)
                .should()
                .callMethodWhere(DescribedPredicate.describe(
                        "answers a floating-point number",
                        call -> named().test(call.getTarget().getRawReturnType())))
                .check(all);
    }

    // What units are found by may be estimated; what is said of them may not
    // (docs/decisions/0007-estimates-and-batches.md).
    @Test
    void shouldLetOnlyTheIndexUseEstimates() {
        noClasses()
                .that(inTheEngineBut(ESTIMATES).and(not(simpleNames(USERS_OF_ESTIMATES))))
                .should()
                .dependOnClassesThat(simpleNames(ESTIMATES))
                .check(all);
    }

    private static DescribedPredicate<JavaClass> inTheEngineBut(final Set<String> names) {
        return resideInAPackage(ENGINE).and(not(simpleNames(names)));
    }

    private static DescribedPredicate<JavaClass> simpleNames(final Set<String> names) {
        return DescribedPredicate.describe("named one of " + names, type -> names.contains(type.getSimpleName()));
    }

    private static DescribedPredicate<JavaClass> named() {
        return DescribedPredicate.describe("of floating point", type -> FLOATING.contains(type.getName()));
    }

    /** The chain's threads would wait for whoever reads the log. */
    @Test
    void shouldLogNothingFromTheChain() {
        noClasses()
                .that()
                .resideInAPackage("io.plimsoll.daemon.chain..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", TALK, "io.plimsoll.daemon.log..")
                .check(all);
    }

    /** Each line has a code and is counted: nobody but the one voice writes any, except a command line that ends. */
    @Test
    void shouldSayNothingWithoutACode() {
        noClasses()
                .that()
                .resideOutsideOfPackage(TALK)
                .and()
                .doNotHaveFullyQualifiedName("io.plimsoll.daemon.cli.Plimsoll")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "ch.qos.logback..")
                .check(all);
    }

    @Test
    void shouldLogFromTheDaemonAndTheGatewayOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackages(DAEMON, GATEWAY, TALK)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.slf4j..", "ch.qos.logback..", TALK)
                .check(all);
    }
}
