using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace TtsOrleans.Gateway.Page;

/// <summary>The web page: its files, open to all, and what browsers are told about every answer.</summary>
internal static class PageRoom
{
    private const string Policy =
        "default-src 'self'; img-src 'self' data: blob:; media-src 'self' blob: data:; worker-src 'self' blob:; "
        + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Headers for every answer, and the page's files beside the executable; used before anything asks for a key.</summary>
    public static void UsePage(this WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Response.OnStarting(Harden, context.Response.Headers);
            return next(context);
        });

        var folder = Path.Combine(app.Environment.ContentRootPath, "wwwroot");
        if (!Directory.Exists(folder))
        {
            return;
        }

        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = Describe });
    }

    private static Task Harden(object state)
    {
        var headers = (IHeaderDictionary)state;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.ContentSecurityPolicy = headers.ContentSecurityPolicy.Count > 0 ? headers.ContentSecurityPolicy : Policy;
        return Task.CompletedTask;
    }

    /// <summary>Names carry no version: browsers keep the files and ask each time whether they still hold.</summary>
    private static void Describe(StaticFileResponseContext file) => file.Context.Response.Headers.CacheControl = "no-cache";
}
