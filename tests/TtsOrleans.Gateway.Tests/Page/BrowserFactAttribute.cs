namespace TtsOrleans.Gateway.Tests.Page;

/// <summary>A test that needs a browser; without one it is skipped, and says so.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        if (Chromium.Path is null)
        {
            Skip = "No Chromium on PATH: install it to test the page.";
        }
    }
}
