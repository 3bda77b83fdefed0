using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TtsOrleans.Hosting.Configuration;

namespace TtsOrleans.Grains.Tests.Hosting;

public sealed class SettingsTests
{
    [Fact]
    public void Nothing_written_leaves_the_defaults()
    {
        var options = Bind();

        Assert.Equal((3, "name", Colour.Red, TimeSpan.FromSeconds(5), null), (options.Count, options.Name, options.Colour, options.Time, options.Port));
    }

    [Fact]
    public void What_is_written_is_read_whatever_its_case()
    {
        var options = Bind(("Test:count", "7"), ("test:COLOUR", "blue"), ("Test:Time", "00:00:09"), ("Test:Port", "80"), ("Test:Tags:0", "a"), ("Test:Tags:1", "b"));

        Assert.Equal((7, Colour.Blue, TimeSpan.FromSeconds(9), 80), (options.Count, options.Colour, options.Time, options.Port));
        Assert.Equal(["a", "b"], options.Tags);
    }

    [Fact]
    public void Empty_value_counts_as_not_written() => Assert.Equal(3, Bind(("Test:Count", "")).Count);

    [Fact]
    public void All_mistakes_are_reported_at_once_and_each_begins_with_its_key()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(
            ("Test:Count", "11"), ("Test:Colour", "green"), ("Test:Port", "many"), ("Test:Time", "soon"), ("Test:Colors", "red"), ("Test:Own", "0")));

        Assert.Equal(
            [
                "Test:Colors is not a setting; there are Colour, Count, Name, Own, Port, Tags, Time.",
                "Test:Colour is 'green', which is not one of Red, Blue.",
                "Test:Count is 11; it must be from 1 to 10.",
                "Test:Own must not be 0.",
                "Test:Port is 'many', which is not a whole number in range.",
                "Test:Time is 'soon', which is not a time like 00:00:30.",
            ],
            failure.Failures.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Options_that_share_a_section_know_each_others_keys()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Test:Count", "7"), new("Test:Other", "8"), new("Test:Neither", "9")]).Build();
        using var services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSettings<Sharing>("Test")
            .AddSettings<AlsoSharing>("test")
            .BuildServiceProvider();

        var failure = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IOptions<Sharing>>().Value);

        Assert.Equal(["Test:Neither is not a setting; there are Count, Other."], failure.Failures);
    }

    [Fact]
    public void Mistakes_between_settings_are_reported_with_the_key_they_are_about()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Test:Count", "8"), ("Test:Port", "8")));

        Assert.Equal(["Test:Port: it equals the count."], failure.Failures);
    }

    [Fact]
    public void Adding_a_section_twice_reports_its_mistakes_once()
    {
        var failure = Assert.Throws<OptionsValidationException>(() => Bind(("Test:Count", "0")));

        Assert.Single(failure.Failures);
    }

    private static TestOptions Bind(params (string Key, string Value)[] settings)
    {
        using var provider = new ServiceCollection()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>(setting.Key, setting.Value))).Build())
            .AddSettings<TestOptions>("Test")
            .AddSettings<TestOptions>("Test")
            .BuildServiceProvider();
        return provider.GetRequiredService<IOptions<TestOptions>>().Value;
    }

    private enum Colour
    {
        Red,
        Blue,
    }

    private sealed class TestOptions : IValidatableObject
    {
        [Range(1, 10)]
        public int Count { get; set; } = 3;

        [Required]
        public string Name { get; set; } = "name";

        public Colour Colour { get; set; }

        public TimeSpan Time { get; set; } = TimeSpan.FromSeconds(5);

        public int? Port { get; set; }

        public string[] Tags { get; set; } = [];

        [Range(1, 5, ErrorMessage = "Test:Own must not be 0.")]
        public int Own { get; set; } = 1;

        public int Computed => Count * 2;

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (Port == Count)
            {
                yield return new("it equals the count.", [nameof(Port)]);
            }
        }
    }

    private sealed class Sharing
    {
        public int Count { get; set; }
    }

    private sealed class AlsoSharing
    {
        public int Other { get; set; }
    }
}
