package io.wanderscope.dashboard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowanceTest {
    private static final ClientAddress ONE = address("192.0.2.1");
    private static final ClientAddress OTHER = address("192.0.2.2");
    private static final ClientAddress THIRD = address("192.0.2.3");

    private final Allowance allowance = new Allowance(10, 6);

    private static ClientAddress address(String text) {
        try {
            return ClientAddress.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void oneAddressLeavesSomeForTheOthers() {
        // Given
        allowance.take(ONE, 6);

        // When
        boolean more = allowance.take(ONE, 1);

        // Then
        assertThat(more).isFalse();
        assertThat(allowance.take(OTHER, 4)).isTrue();
        assertThat(allowance.held()).isEqualTo(10);
    }

    @Test
    void allAddressesTogetherTakeNoMoreThanThereIs() {
        // Given
        allowance.take(ONE, 6);
        allowance.take(OTHER, 4);

        // When
        boolean more = allowance.take(THIRD, 1);

        // Then
        assertThat(more).isFalse();
        assertThat(allowance.held()).isEqualTo(10);
    }

    @Test
    void whatIsLargerThanAllOfItIsTakenWhenNobodyHoldsAnything() {
        // When
        boolean taken = allowance.take(ONE, 11);

        // Then
        assertThat(taken).isTrue();
        assertThat(allowance.take(OTHER, 1)).isFalse();
    }

    @Test
    void whatIsGivenBackCanBeTakenAgain() {
        // Given
        allowance.take(ONE, 6);
        allowance.take(OTHER, 4);

        // When
        allowance.giveBack(ONE, 6);

        // Then
        assertThat(allowance.held()).isEqualTo(4);
        assertThat(allowance.take(ONE, 6)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1, true",
        "192.0.2.1, 192.0.2.2, false",
        "2001:db8:0:1::1, 2001:db8:0:1:ffff::2, true",
        "2001:db8:0:1::1, 2001:db8:0:2::1, false",
        "::1, ::2, false"
    })
    void aNetworkOfIPv6CountsAsOneAddress(String one, String other, boolean expected) {
        // When
        boolean same = address(one).equals(address(other));

        // Then
        assertThat(same).isEqualTo(expected);
    }
}
