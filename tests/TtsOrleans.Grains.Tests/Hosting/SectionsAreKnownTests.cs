using Microsoft.Extensions.Configuration;
using TtsOrleans.Hosting.StartUp;

namespace TtsOrleans.Grains.Tests.Hosting;

public sealed class SectionsAreKnownTests
{
    [Theory]
    [InlineData("Synthesys:Slots", "Synthesys is not a section; Synthesis is.")]
    [InlineData("Sinthesys:Slots", "Sinthesys is not a section; Synthesis is.")]
    [InlineData("clutser:Mode", "clutser is not a section; Cluster is.")]
    [InlineData("Job:Parallel", "Job is not a section; Jobs is.")]
    public void A_section_that_is_nearly_one_of_ours_is_a_mistake(string key, string mistake) => Assert.Equal([mistake], Find(key));

    [Theory]
    [InlineData("synthesis:Slots")]
    [InlineData("Synthesys")]
    [InlineData("Logs:Level")]
    [InlineData("App:Name")]
    [InlineData("Sync:Slots")]
    [InlineData("Kestrel:Endpoints:Http:Url")]
    public void What_is_others_is_left_alone(string key) => Assert.Empty(Find(key));

    private static IEnumerable<string> Find(string key) => new SectionsAreKnown(
        new ConfigurationBuilder().AddInMemoryCollection([new(key, "1")]).Build(),
        [new("Synthesis", ["Slots"]), new("Cluster", ["Mode"]), new("Jobs", ["Parallel"]), new("Api", ["Keys"])]).Find();
}
