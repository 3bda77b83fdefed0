using Microsoft.Extensions.Time.Testing;
using TtsOrleans.Gateway.Jobs;

namespace TtsOrleans.Gateway.Tests.Jobs.Ordering;

public sealed class JobIdsTests
{
    [Fact]
    public void New_SortsByTime()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch.AddYears(56));
        var ids = Enumerable.Range(0, 1_000).Select(_ =>
        {
            time.Advance(TimeSpan.FromMilliseconds(1));
            return JobIds.New(time);
        }).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.All(ids, id => Assert.True(JobIds.IsId(id)));
    }

    [Fact]
    public void New_SameMoment_IsStillUnique()
    {
        var time = new FakeTimeProvider();

        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => JobIds.New(time)).Distinct().Count());
    }

    [Fact]
    public void Of_IsAFunctionOfScopeAndKey()
    {
        Assert.Equal("7s3a6fdxk50sbd3k3ff3s2n3z0".Length, JobIds.Of("", "key").Length);
        Assert.True(JobIds.IsId(JobIds.Of("", "key")));
        Assert.Equal(JobIds.Of("a", "key"), JobIds.Of("a", "key"));
        Assert.Equal(3, new[] { JobIds.Of("a", "key"), JobIds.Of("b", "key"), JobIds.Of("a", "other") }.Distinct().Count());
    }

    [Theory]
    [InlineData("01jd3r8w6kq2v5x7y9zabcdefg", true)]
    [InlineData("81jd3r8w6kq2v5x7y9zabcdefg", false)]
    [InlineData("01JD3R8W6KQ2V5X7Y9ZABCDEFG", false)]
    [InlineData("01jd3r8w6kq2v5x7y9zabcdefi", false)]
    [InlineData("01jd3r8w6kq2v5x7y9zabcdef", false)]
    [InlineData("", false)]
    public void IsId_KnowsItsOwn(string text, bool expected) => Assert.Equal(expected, JobIds.IsId(text));
}
