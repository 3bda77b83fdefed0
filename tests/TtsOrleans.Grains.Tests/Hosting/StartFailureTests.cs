using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Npgsql;
using TtsOrleans.Hosting.Cluster;
using TtsOrleans.Hosting.StartUp;

namespace TtsOrleans.Grains.Tests.Hosting;

public sealed class StartFailureTests
{
    /// <summary>A silo that dies, starts or hangs fails a client in more ways than anybody can list.</summary>
    [Theory]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(InvalidOperationException))]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(OperationCanceledException))]
    public async Task Whatever_kept_a_client_from_its_silo_the_end_is_one_sentence(Type kind)
    {
        var wait = Wait(TimeSpan.Zero);

        var end = await Assert.ThrowsAsync<NoSiloException>(() => wait.ShouldRetryConnectionAttempt((Exception)Activator.CreateInstance(kind, "as it happened.")!, CancellationToken.None));

        Assert.StartsWith("no silo answered within Cluster:ConnectTimeout", Assert.Single(StartFailure.Explain(new AggregateException(end))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_is_away_is_what_is_told_of_a_client_without_silo()
    {
        var end = await Assert.ThrowsAsync<NoSiloException>(() => Wait(TimeSpan.Zero).ShouldRetryConnectionAttempt(new NpgsqlException("away."), CancellationToken.None));

        Assert.Equal(["the database of Cluster:ConnectionString cannot be used: away."], StartFailure.Explain(end));
    }

    [Fact]
    public async Task Until_then_it_tries_again()
    {
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.Zero };
        var wait = Wait(TimeSpan.FromSeconds(2), time);

        var again = wait.ShouldRetryConnectionAttempt(new TimeoutException(), CancellationToken.None);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await again);

        time.Advance(TimeSpan.FromMilliseconds(500));
        await Assert.ThrowsAsync<NoSiloException>(() => wait.ShouldRetryConnectionAttempt(new TimeoutException(), CancellationToken.None));
    }

    [Fact]
    public void Being_told_to_stop_is_told_from_failing()
    {
        Assert.True(StartFailure.IsCancellation(new AggregateException(new OperationCanceledException(), new TaskCanceledException())));
        Assert.False(StartFailure.IsCancellation(new AggregateException(new OperationCanceledException(), new InvalidOperationException())));
        Assert.False(StartFailure.IsCancellation(new TimeoutException()));
    }

    [Fact]
    public void A_fault_of_the_program_is_no_mistake_of_its_user() => Assert.Empty(StartFailure.Explain(new InvalidOperationException("a bug", new TimeoutException())));

    private static WaitForSilo Wait(TimeSpan timeout, TimeProvider? time = null) =>
        new(Options.Create(new ClusterOptions { Mode = ClusterMode.Localhost, ConnectTimeout = timeout }), time ?? new FakeTimeProvider(), NullLogger<WaitForSilo>.Instance);
}
