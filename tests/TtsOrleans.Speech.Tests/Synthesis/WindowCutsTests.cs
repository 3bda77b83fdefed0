using CsCheck;
using TtsOrleans.Speech.Synthesis;

namespace TtsOrleans.Speech.Tests.Synthesis;

public sealed class WindowCutsTests
{
    [Fact]
    public void Of_AnyPiece_CoversItOnceWithOverlapWhereItGoesOn() =>
        Gen.Select(Gen.Enum<WindowPlan>(), Gen.Int[1, 5_000], Gen.Int[0, 64]).Sample((plan, frames, context) =>
        {
            var windows = WindowCuts.Of(plan, frames, context).ToList();
            Assert.Equal(0, windows[0].Begin);
            Assert.Equal(frames, windows[^1].End);
            Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.End, pair.Second.Begin));
            Assert.All(windows, window =>
            {
                Assert.True(window.Begin < window.End);
                Assert.Equal(Math.Min(context, window.Begin), window.Begin - window.From);
                Assert.Equal(Math.Min(context, frames - window.End), window.To - window.End);
            });
        });

    [Theory]
    [InlineData(WindowPlan.Whole, 500, 500)]
    [InlineData(WindowPlan.FastFirst, 47, 47)]
    [InlineData(WindowPlan.FastFirst, 48, 24)]
    [InlineData(WindowPlan.FastFirst, 500, 24)]
    public void Of_Plan_DecidesAboutTheFirstWindow(WindowPlan plan, int frames, int expected) =>
        Assert.Equal(expected, WindowCuts.Of(plan, frames, 32).First().End);
}
