using System.Diagnostics;
using Microsoft.Playwright;

namespace TtsOrleans.Gateway.Tests.Page;

[Collection(PageHost.Name)]
public class CurlTests(PageHost host)
{
    [BrowserFact]
    public async Task Line_WithQuotesAndNewLines_GivesTheShellTheSameRequest()
    {
        const string Text = "她说：\"it's $HOME `fine`\\!\"\n第二行。";
        await using var visit = await host.VisitAsync();
        await visit.Page.FillAsync("#text", Text);
        await visit.Page.ClickAsync(".curl summary");
        await Assertions.Expect(visit.Page.Locator("#curl")).ToContainTextAsync("第二行");
        var line = await visit.Page.Locator("#curl").TextContentAsync();

        // A shell function in curl's place shows the words as curl would get them.
        var words = await ShellAsync($"curl() {{ printf '%s\\0' \"$@\"; }}\n{line}");
        Assert.Equal(new Uri(host.Gateway.Address, "api/tts").AbsoluteUri, words[2]);
        var body = System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, object>>(words[Array.IndexOf(words, "--data-raw") + 1])!;
        Assert.Equal(Text, body["text"].ToString());
        Assert.Equal("lanshan", body["voice"].ToString());
        Assert.Empty(visit.Faults);
    }

    private static async Task<string[]> ShellAsync(string script)
    {
        using var shell = Process.Start(new ProcessStartInfo("sh") { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        await shell.StandardInput.WriteAsync(script);
        shell.StandardInput.Close();
        var output = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return output.TrimEnd('\0').Split('\0');
    }
}
