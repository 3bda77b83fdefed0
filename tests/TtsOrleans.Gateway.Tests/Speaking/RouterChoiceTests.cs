using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Abstractions.Routing;
using TtsOrleans.Gateway.Speaking;

namespace TtsOrleans.Gateway.Tests.Speaking;

public sealed class RouterChoiceTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly RouterChoice _choice;

    public RouterChoiceTests()
    {
        _choice = new(_time);
        for (var key = 0; key < ISpeechRouter.Keys; key++)
        {
            _choice.Answered(key, Silo(key));
        }
    }

    [Fact]
    public void Key_of_the_last_try_is_not_chosen_again() =>
        Assert.DoesNotContain(7, Enumerable.Range(0, 500).Select(_ => _choice.Next(7)));

    [Fact]
    public void Silo_silent_on_one_key_is_left_alone_on_all_of_its_keys_until_it_had_time_to_be_buried()
    {
        _choice.Silent(3);
        Assert.DoesNotContain(Chosen(), key => Silo(key) == Silo(3));
        _time.Advance(RouterChoice.Distrust + TimeSpan.FromSeconds(1));
        Assert.Contains(Chosen(), key => Silo(key) == Silo(3));
    }

    [Fact]
    public void Silo_that_answers_again_is_chosen_again()
    {
        _choice.Silent(3);
        _choice.Answered(6, Silo(3));
        Assert.Contains(Chosen(), key => Silo(key) == Silo(3));
    }

    [Fact]
    public void Any_key_is_chosen_where_every_silo_was_silent()
    {
        Array.ForEach([0, 1, 2], _choice.Silent);
        Assert.Equal([0, 1, 2], Chosen().Select(key => key % 3).Distinct().Order());
    }

    private static string Silo(int key) => $"silo {key % 3}";

    private int[] Chosen() => [.. Enumerable.Range(0, 500).Select(_ => _choice.Next(0))];
}
