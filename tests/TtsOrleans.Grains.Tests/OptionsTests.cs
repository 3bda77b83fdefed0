using TtsOrleans.Grains.Caching;
using TtsOrleans.Grains.Rendering;
using TtsOrleans.Grains.Routing;
using TtsOrleans.Grains.Synthesis;
using TtsOrleans.Grains.Voices;

namespace TtsOrleans.Grains.Tests;

public sealed class OptionsTests
{
    [Fact]
    public void Defaults_are_valid()
    {
        Assert.True(new AnnotatedOptions<SynthesisOptions>().Validate(null, new()).Succeeded);
        Assert.True(new AnnotatedOptions<CachingOptions>().Validate(null, new()).Succeeded);
        Assert.True(new AnnotatedOptions<RoutingOptions>().Validate(null, new()).Succeeded);
        Assert.True(new AnnotatedOptions<VoicesOptions>().Validate(null, new()).Succeeded);
        Assert.True(new AnnotatedOptions<JobsOptions>().Validate(null, new()).Succeeded);
        Assert.Equal(Environment.ProcessorCount, new SynthesisOptions().EffectiveSlots);
    }

    [Fact]
    public void Violations_are_reported_together_by_their_keys()
    {
        var options = new SynthesisOptions
        {
            Slots = -1,
            ExpressSlots = -1,
            WaitingPerSlot = 0,
            StartsPerSlot = 0,
            StartPatience = TimeSpan.FromHours(1),
            PieceTimeout = TimeSpan.Zero,
            MostHung = -1,
            UnloadAfter = TimeSpan.Zero,
            Patience = TimeSpan.FromHours(1),
            DrainTimeout = TimeSpan.FromHours(1),
        };
        var failures = new AnnotatedOptions<SynthesisOptions>().Validate(null, options).Failures!.ToList();
        Assert.Equal(10, failures.Count);
        foreach (var name in typeof(SynthesisOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name))
        {
            Assert.Contains(failures, failure => failure.StartsWith($"Synthesis:{name} ", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Bounds_are_held()
    {
        Assert.True(new AnnotatedOptions<CachingOptions>().Validate(null, new() { AudioBytes = -1 }).Failed);
        Assert.True(new AnnotatedOptions<CachingOptions>().Validate(null, new() { PlanBytes = -1 }).Failed);
        Assert.True(new AnnotatedOptions<RoutingOptions>().Validate(null, new() { LookAhead = 65 }).Failed);
        Assert.True(new AnnotatedOptions<VoicesOptions>().Validate(null, new() { Path = "" }).Failed);
        Assert.Equal(3, new AnnotatedOptions<JobsOptions>().Validate(null, new() { TimeToLive = TimeSpan.Zero, MaxGigabytes = 0, Parallel = 0 }).Failures!.Count());
    }

    [Theory]
    [InlineData(0, 1, 4)]
    [InlineData(0, 4, 10)]
    [InlineData(0, 1000, 64)]
    [InlineData(7, 1000, 7)]
    public void LookAhead_is_two_more_than_twice_the_slots_unless_set(int set, int slots, int expected) =>
        Assert.Equal(expected, new RoutingOptions { LookAhead = set }.EffectiveLookAhead(slots));
}
