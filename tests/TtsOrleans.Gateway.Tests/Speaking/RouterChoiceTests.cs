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
        Array.ForEach([0, 1, 2], key => _choice.Silent(key));
        Assert.Equal([0, 1, 2], Chosen().Select(key => key % 3).Distinct().Order());
    }

    [Fact]
    public void While_a_silo_is_silent_keys_nobody_has_used_yet_are_not_tried()
    {
        var choice = new RouterChoice(_time);
        choice.Answered(3, Silo(3));
        choice.Answered(4, Silo(4));
        Assert.True(Chosen(choice.Next).Distinct().Count() > 2);
        choice.Silent(3);
        Assert.Equal([4], Chosen(choice.Next).Distinct());
    }

    [Fact]
    public void Key_nobody_has_used_yet_that_stays_silent_is_left_alone()
    {
        var choice = new RouterChoice(_time);
        choice.Silent(3);
        Assert.True(choice.IsSilent(3));
        Assert.DoesNotContain(3, Chosen(choice.Next));
    }

    [Fact]
    public void Silo_that_is_only_slow_is_left_alone_for_a_moment_and_is_not_silent()
    {
        _choice.Slow(3);
        Assert.DoesNotContain(Chosen(), key => Silo(key) == Silo(3));
        Assert.False(_choice.IsSilent(3));
        _time.Advance(RouterChoice.Doubt + TimeSpan.FromSeconds(1));
        Assert.Contains(Chosen(), key => Silo(key) == Silo(3));
    }

    [Fact]
    public void Silo_known_to_be_silent_stays_so_where_it_is_slow_too()
    {
        _choice.Silent(3);
        _choice.Slow(3);
        _time.Advance(RouterChoice.Doubt + TimeSpan.FromSeconds(1));
        Assert.True(_choice.IsSilent(6));
    }

    [Fact]
    public void Silent_silo_that_speaks_is_no_longer_silent()
    {
        _choice.Silent(3);
        _choice.Spoke(6);
        Assert.False(_choice.IsSilent(3));
    }

    [Fact]
    public void Key_that_has_moved_to_another_silo_does_not_speak_for_its_old_one()
    {
        _choice.Silent(3);
        _choice.Answered(6, Silo(7));
        Assert.True(_choice.IsSilent(3));
        Assert.False(_choice.IsSilent(6));
    }

    [Fact]
    public void Elsewhere_is_another_silo() =>
        Assert.Equal([1, 2], Chosen(_choice.Elsewhere).Select(key => key % 3).Distinct().Order());

    [Fact]
    public void Elsewhere_is_where_something_was_said_last()
    {
        _time.Advance(TimeSpan.FromMinutes(1));
        _choice.Spoke(5);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([2], Chosen(_choice.Elsewhere).Select(key => key % 3).Distinct());
    }

    [Fact]
    public void Elsewhere_is_another_key_where_there_is_no_other_silo()
    {
        var choice = new RouterChoice(_time);
        choice.Answered(0, Silo(0));
        choice.Answered(3, Silo(3));
        Assert.DoesNotContain(0, Chosen(choice.Elsewhere));
    }

    private static string Silo(int key) => $"silo {key % 3}";

    private int[] Chosen() => Chosen(_choice.Next);

    private static int[] Chosen(Func<int, int> choose) => [.. Enumerable.Range(0, 500).Select(_ => choose(0))];
}
