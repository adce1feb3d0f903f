package io.plimsoll.daemon.run;

import java.lang.reflect.Proxy;

/**
 * Handlers of operating-system signals. {@code sun.misc.Signal} is the only way the JDK offers and is meant to stay, but the compiler
 * warns of it in a way that nothing turns off; hence by reflection.
 */
public final class OsSignals {
    private OsSignals() {}

    /** Runs {@code action} on a thread of the JVM's at each signal; false where the platform has no such signal. */
    public static boolean handle(final String signal, final Runnable action) {
        try {
            final Class<?> signalType = Class.forName("sun.misc.Signal");
            final Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            final Object handler = Proxy.newProxyInstance(
                    OsSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (proxy, method, args) -> {
                        if (method.getName().equals("handle")) {
                            action.run();
                        }
                        return null;
                    });
            final Object instance = signalType.getConstructor(String.class).newInstance(signal);
            signalType.getMethod("handle", signalType, handlerType).invoke(null, instance, handler);
            return true;
        } catch (final ReflectiveOperationException e) {
            return false;
        }
    }
}
