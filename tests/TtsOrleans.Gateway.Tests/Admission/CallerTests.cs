using System.Net;
using TtsOrleans.Gateway.Admission;

namespace TtsOrleans.Gateway.Tests.Admission;

public sealed class CallerTests
{
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.2", false)]
    [InlineData("192.0.2.1", "::ffff:192.0.2.1", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:1:ffff::2", true)]
    [InlineData("2001:db8:0:1::1", "2001:db8:0:2::1", false)]
    public void An_address_is_a_caller_and_so_is_a_network_of_many(string one, string other, bool same) =>
        Assert.Equal(same, Caller.Of(IPAddress.Parse(one)) == Caller.Of(IPAddress.Parse(other)));
}
